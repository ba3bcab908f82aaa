namespace ActorBots.Ports.Venues;

/// <summary>A success that carries no value.</summary>
public sealed record Done
{
    private Done()
    {
    }

    /// <summary>The one instance.</summary>
    public static Done Instance { get; } = new();
}
