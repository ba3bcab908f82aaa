namespace ActorBots.Actors.Hosting;

/// <summary>The registry's key of the projection's singleton.</summary>
public sealed class Projection
{
    private Projection()
    {
    }
}
