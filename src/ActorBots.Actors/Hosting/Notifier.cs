namespace ActorBots.Actors.Hosting;

/// <summary>The registry's key of the node's notifier.</summary>
public sealed class Notifier
{
    private Notifier()
    {
    }
}
