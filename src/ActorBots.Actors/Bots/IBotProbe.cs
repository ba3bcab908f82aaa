using System.Collections.Immutable;
using ActorBots.Domain.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>Watches the bots' journal from inside the process; for measurements and for tests that end the process at a chosen step.</summary>
public interface IBotProbe
{
    /// <summary>The events are decided and about to be stored.</summary>
    void Storing(string botId, ImmutableArray<BotEvent> events);

    /// <summary>The events are stored; their effects are about to be carried out.</summary>
    void Stored(string botId, ImmutableArray<BotEvent> events);

    /// <summary>A position is covered by its resting stop.</summary>
    /// <param name="botId">Which bot.</param>
    /// <param name="unprotected">Time between the fill becoming known and the stop.</param>
    void Protected(string botId, TimeSpan unprotected);
}
