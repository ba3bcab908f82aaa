namespace ActorBots.Actors.Hosting;

/// <summary>The registry's key of the bots' shard region.</summary>
public sealed class BotRegion
{
    /// <summary>The region's type name; part of stored ids, never changed.</summary>
    public const string TypeName = "bot";

    private BotRegion()
    {
    }
}
