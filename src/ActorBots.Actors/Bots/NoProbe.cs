using System.Collections.Immutable;
using ActorBots.Domain.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>Watches nothing.</summary>
public sealed class NoProbe : IBotProbe
{
    /// <inheritdoc />
    public void Storing(string botId, ImmutableArray<BotEvent> events)
    {
    }

    /// <inheritdoc />
    public void Stored(string botId, ImmutableArray<BotEvent> events)
    {
    }

    /// <inheritdoc />
    public void Protected(string botId, TimeSpan unprotected)
    {
    }
}
