using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// A bot's eye on its instrument: joins the node's hub, passes closed candles to the ATR child, and prices by way of it to the bot, and
/// keeps the bot's quiet band at the hub. Never silently blind: without a hub it tells the bot so.
/// </summary>
internal sealed class MarketDataActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(10);

    private readonly InstrumentId _instrument;
    private readonly CandleInterval _interval;
    private readonly string _venue;
    private readonly IActorRef _gateways;
    private readonly IActorRef _atr;
    private IActorRef? _hub;
    private Price? _runningHigh;
    private Price? _lastPrice;
    private long _number;

    public MarketDataActor(InstrumentId instrument, CandleInterval interval, string venue, IActorRef gateways, IActorRef atr)
    {
        _instrument = instrument;
        _interval = interval;
        _venue = venue;
        _gateways = gateways;
        _atr = atr;
        Receive<Joined>(OnJoined);
        Receive<JoinFailed>(m => Context.Parent.Tell(new FreshnessChanged(true, m.Reason)));
        Receive<JoinDue>(_ => OnJoinDue());
        Receive<Terminated>(_ => OnHubLost());
        Receive<PriceArrived>(OnPrice);
        Receive<CandleArrived>(OnCandle);
        Receive<FreshnessChanged>(Context.Parent.Tell);
        Receive<SetBand>(m => _hub?.Tell(m));
        Receive<Settle>(_atr.Forward);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(InstrumentId instrument, CandleInterval interval, string venue, IActorRef gateways, IActorRef atr) =>
        Props.Create(() => new MarketDataActor(instrument, interval, venue, gateways, atr));

    protected override void PreStart() => Join();

    protected override void PostStop() => _gateways.Tell(new ForVenue(_venue, new Leave(_instrument)));

    private void Join()
    {
        _gateways.Tell(new ForVenue(_venue, new Join(_instrument, _interval)));
        Timers.StartSingleTimer(typeof(JoinDue), JoinDue.Instance, JoinTimeout);
    }

    private void OnJoinDue()
    {
        Context.Parent.Tell(new FreshnessChanged(true, $"no market data of {_instrument} could be subscribed"));
        Join();
    }

    private void OnJoined(Joined message)
    {
        Timers.Cancel(typeof(JoinDue));
        if (_hub is null || !_hub.Equals(message.Hub))
        {
            _hub = message.Hub;
            Context.Watch(_hub);
        }

        _atr.Tell(new CandleArrived(message.Candles));
        Context.Parent.Tell(new FreshnessChanged(message.IsStale, message.IsStale ? $"data of {_instrument} is stale" : "subscribed"));
    }

    private void OnHubLost()
    {
        _hub = null;
        Context.Parent.Tell(new FreshnessChanged(true, $"the hub of {_instrument} was lost"));
        Join();
    }

    private void OnPrice(PriceArrived message)
    {
        _lastPrice = message.Price;
        _runningHigh = _runningHigh is { } high ? Price.Max(high, message.Price) : message.Price;
        _atr.Tell(new PriceView(++_number, message.Price, _runningHigh.Value, message.At));
    }

    private void OnCandle(CandleArrived message)
    {
        _runningHigh = _lastPrice;
        _atr.Tell(message);
    }

    private sealed record JoinDue : INoSerializationVerificationNeeded
    {
        public static readonly JoinDue Instance = new();
    }
}
