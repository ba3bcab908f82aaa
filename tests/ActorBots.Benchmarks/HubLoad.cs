using ActorBots.Actors.MarketData;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Venues;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Benchmarks;

/// <summary>Ticks per second through a hub whose bots are all quiet, against telling every bot every tick.</summary>
internal static class HubLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<IReadOnlyList<string>> RunAsync(bool isSmoke)
    {
        var (bots, quietTicks, naiveTicks) = isSmoke ? (20, 100, 10) : (1_000, 1_000_000, 2_000);
        using var system = ActorSystem.Create("hub-load", "akka.loglevel = WARNING");
        var hub = system.ActorOf(SymbolHubActor.Create(Some.InstrumentId, new FakeMarketDataClient()));
        var subscribers = Enumerable.Range(0, bots).Select(_ => system.ActorOf(Props.Create<Subscriber>())).ToList();
        foreach (var subscriber in subscribers)
        {
            hub.Tell(new Join(Some.InstrumentId, CandleInterval.OneMinute), subscriber);
        }

        await Task.WhenAll(subscribers.Select(s => s.Ask<Count>(Subscriber.AwaitJoined.Instance, Patience)));
        foreach (var subscriber in subscribers)
        {
            hub.Tell(new SetBand(new QuietBand(new Price(100m), new Price(200m))), subscriber);
        }

        await hub.Ask<Settled>(new SettleHub(0, AwaitsTick: false), Patience);
        var quiet = await Figure.OfAsync($"ticks, {bots} bots with quiet bands", quietTicks, async () =>
        {
            for (var i = 1; i <= quietTicks; i++)
            {
                hub.Tell(TickOf(i));
            }

            await hub.Ask<Settled>(new SettleHub(quietTicks, AwaitsTick: true), Patience);
        });
        var naiveHub = system.ActorOf(Props.Create(() => new NaiveHub(subscribers)));
        var naive = await Figure.OfAsync($"ticks, {bots} bots told of each", naiveTicks, async () =>
        {
            for (var i = 1; i <= naiveTicks; i++)
            {
                naiveHub.Tell(TickOf(i));
            }

            await naiveHub.Ask<Settled>(new SettleHub(naiveTicks, AwaitsTick: true), Patience);
            await Task.WhenAll(subscribers.Select(s => s.Ask<Count>(Subscriber.Tally.Instance, Patience)));
        });
        await system.Terminate();
        return [quiet.ToString(), naive.ToString(), quiet.Against(naive)];
    }

    private static MarketEvent.PriceChanged TickOf(int i) =>
        new(Some.InstrumentId, new Price(150m + (i % 7)), BotScenario.StartedAt, BotScenario.StartedAt, i);

    private sealed record Count(long Prices);

    private sealed class Subscriber : ReceiveActor
    {
        private long _prices;
        private bool _isJoined;
        private IActorRef? _waiting;

        public Subscriber()
        {
            Receive<PriceArrived>(_ => _prices++);
            Receive<Joined>(_ =>
            {
                _isJoined = true;
                _waiting?.Tell(new Count(0));
            });
            Receive<AwaitJoined>(_ =>
            {
                _waiting = Sender;
                if (_isJoined)
                {
                    Sender.Tell(new Count(0));
                }
            });
            Receive<Settle>(m => m.ReplyTo.Tell(new Settled(m.Sequence)));
            Receive<Tally>(_ => Sender.Tell(new Count(_prices)));
        }

        public sealed record AwaitJoined
        {
            public static AwaitJoined Instance { get; } = new();
        }

        public sealed record Tally
        {
            public static Tally Instance { get; } = new();
        }
    }

    private sealed class NaiveHub : ReceiveActor
    {
        public NaiveHub(IReadOnlyList<IActorRef> subscribers)
        {
            Receive<MarketEvent.PriceChanged>(m =>
            {
                var news = new PriceArrived(m.Price, m.At);
                foreach (var subscriber in subscribers)
                {
                    subscriber.Tell(news);
                }
            });
            Receive<SettleHub>(m => Sender.Tell(new Settled(m.Sequence)));
        }
    }
}
