using ActorBots.Actors.MarketData;
using ActorBots.Domain.Instruments;
using ActorBots.Host.Simulated;
using ActorBots.Simulation;
using ActorBots.Simulation.Market;
using Akka.Actor;

namespace ActorBots.Host.Demo;

/// <summary>
/// Holds the simulated market back until the bots have done everything that a tick caused, so that the same market gives the same trades at
/// any speed. A bot that does not settle within the time-out (a fault, a restart) does not stop the market.
/// </summary>
internal sealed class SettlingGate : ITickGate
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly IActorRef _venues;
    private readonly SimulatedVenue _venue;

    public SettlingGate(IActorRef venues, SimulatedVenue venue)
    {
        _venues = venues;
        _venue = venue;
    }

    /// <summary>Ticks after which the market went on although not everything was done.</summary>
    public long TimedOut { get; private set; }

    /// <inheritdoc />
    public async ValueTask PassAsync(MarketTick tick, CancellationToken cancellationToken)
    {
        try
        {
            var question = new MarketDataProtocol.SettleTick(new InstrumentId(tick.Symbol), _venue.SequenceOf(tick));
            await _venues.Ask<MarketDataProtocol.Settled>(new MarketDataProtocol.ForVenue(_venue.Name, question), Timeout, cancellationToken);
        }
        catch (AskTimeoutException)
        {
            TimedOut++;
        }
    }
}
