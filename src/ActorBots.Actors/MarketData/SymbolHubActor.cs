using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using Akka.Actor;
using Akka.Event;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// One instrument on one node: keeps its closed candles and last price, and fans prices out to the bots whose quiet band they leave.
/// Fed by the venue gateway's stream. A tick costs the bots that it concerns, not all bots of the instrument.
/// </summary>
internal sealed class SymbolHubActor : ReceiveActor, IWithTimers
{
    /// <summary>How many closed candles are kept per interval: the longest window that a configuration may ask for.</summary>
    public const int CandleCapacity = 1000;

    /// <summary>A reconnect that takes no longer than this is nobody's business: without prices nothing is decided anyway.</summary>
    private static readonly TimeSpan DownGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LoadRetry = TimeSpan.FromSeconds(2);

    private readonly InstrumentId _instrument;
    private readonly IMarketDataClient _client;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HubAudience _audience = new(Context.Self);
    private readonly Dictionary<CandleInterval, CandleShelf> _shelves = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _isStale;

    public SymbolHubActor(InstrumentId instrument, IMarketDataClient client)
    {
        _instrument = instrument;
        _client = client;
        Receive<Join>(OnJoin);
        Receive<Leave>(_ => Forget(Sender));
        Receive<Terminated>(t => Forget(t.ActorRef));
        Receive<SetBand>(m => _audience.Set(Sender, m.Band));
        Receive<CandlesLoaded>(OnLoaded);
        Receive<MarketEvent.PriceChanged>(OnPrice);
        Receive<MarketEvent.CandleClosed>(OnCandle);
        Receive<MarketEvent.WentStale>(m => SetStale(true, $"no data of {_instrument} since {m.Since:O}"));
        Receive<MarketEvent.Disconnected>(m => Timers.StartSingleTimer(typeof(DownDue), new DownDue(m.Reason), DownGrace));
        Receive<DownDue>(m => SetStale(true, $"the public stream is down: {m.Reason}"));
        Receive<PollDue>(_ => Poll());
        Receive<Polled>(OnPolled);
        Receive<LoadDue>(OnLoadDue);
        Receive<SettleHub>(m => _audience.Settlement.Ask(m, Sender, _audience.Heard));
        Receive<Settled>(m => _audience.Settlement.Answered(m.Sequence));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(InstrumentId instrument, IMarketDataClient client) => Props.Create(() => new SymbolHubActor(instrument, client));

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void OnJoin(Join message)
    {
        var (subscriber, interval) = (Sender, message.Interval);
        _audience.Join(subscriber, interval);
        Context.Watch(subscriber);
        _client.Subscribe(new MarketTopic(_instrument, interval));
        if (!_shelves.TryGetValue(interval, out var shelf))
        {
            _shelves[interval] = shelf = new CandleShelf(CandleCapacity);
            Load(interval, shelf);
        }

        if (shelf.IsLoaded)
        {
            _audience.Admit(subscriber, shelf.Candles, _isStale);
        }
        else
        {
            shelf.Await(subscriber);
        }
    }

    private void Load(CandleInterval interval, CandleShelf shelf) =>
        _client.GetClosedCandlesAsync(_instrument, interval, CandleCapacity, _stopping.Token)
            .PipeTo(Self, success: result => new CandlesLoaded(interval, shelf, result), failure: e => new CandlesLoaded(interval, shelf, Failure(e)));

    private void OnLoaded(CandlesLoaded message)
    {
        // What nobody wants any more is not kept: nothing would keep it up to date.
        var (interval, shelf, result) = message;
        if (_shelves.GetValueOrDefault(interval) != shelf)
        {
            return;
        }

        if (result.IsSuccess)
        {
            foreach (var subscriber in shelf.Load(result.Value))
            {
                _audience.Admit(subscriber, shelf.Candles, _isStale);
            }

            return;
        }

        _log.Warning("candles {Interval} of {Instrument} could not be loaded: {Error}", interval.Name(), _instrument, result.Error.Message);
        foreach (var subscriber in shelf.Waiting)
        {
            subscriber.Tell(new JoinFailed(result.Error.Message));
        }

        Timers.StartSingleTimer((typeof(LoadDue), interval), new LoadDue(interval, shelf), LoadRetry);
    }

    private void OnLoadDue(LoadDue message)
    {
        if (_shelves.GetValueOrDefault(message.Interval) == message.Shelf)
        {
            Load(message.Interval, message.Shelf);
        }
    }

    private void Forget(IActorRef subscriber)
    {
        Context.Unwatch(subscriber);
        if (_audience.Leave(subscriber) is not { } interval)
        {
            return;
        }

        _shelves[interval].Leave(subscriber);
        if (!_audience.Wants(interval))
        {
            _client.Unsubscribe(new MarketTopic(_instrument, interval));
            _shelves.Remove(interval);
        }
    }

    private void OnPrice(MarketEvent.PriceChanged price)
    {
        Timers.Cancel(typeof(DownDue));
        SetStale(false, $"data of {_instrument} flows again");
        _audience.Tell(price);
        _audience.Settlement.Try(_audience.Heard);
    }

    private void OnCandle(MarketEvent.CandleClosed closed)
    {
        if (_shelves.TryGetValue(closed.Interval, out var shelf) && shelf.Add(closed.Candle) && shelf.IsLoaded)
        {
            _audience.Tell(closed.Interval, shelf.Candles);
        }
    }

    private void SetStale(bool isStale, string reason)
    {
        if (_isStale == isStale)
        {
            return;
        }

        _isStale = isStale;
        _audience.Tell(new FreshnessChanged(isStale, reason));
        if (isStale)
        {
            Timers.StartPeriodicTimer(typeof(PollDue), PollDue.Instance, PollInterval);
        }
        else
        {
            Timers.Cancel(typeof(PollDue));
        }
    }

    /// <summary>While the stream is silent the last price comes by REST, so that exits go on; entries stay blocked.</summary>
    private void Poll() => _client.GetLastPriceAsync(_instrument, _stopping.Token)
        .PipeTo(Self, success: result => new Polled(result.Value), failure: _ => new Polled(null));

    private void OnPolled(Polled message)
    {
        if (_isStale && message.Price is { } price)
        {
            _audience.Tell(price);
        }
    }

    private static VenueResult<ImmutableArray<Candle>> Failure(Exception e) => VenueResult<ImmutableArray<Candle>>.Failure(
        new VenueError(VenueErrorKind.Retryable, VenueErrorCode.Other, e.GetType().Name, e.Message));

    private sealed record CandlesLoaded(CandleInterval Interval, CandleShelf Shelf, VenueResult<ImmutableArray<Candle>> Result)
        : INoSerializationVerificationNeeded;

    private sealed record LoadDue(CandleInterval Interval, CandleShelf Shelf) : INoSerializationVerificationNeeded;

    private sealed record Polled(MarketEvent.PriceChanged? Price) : INoSerializationVerificationNeeded;
}
