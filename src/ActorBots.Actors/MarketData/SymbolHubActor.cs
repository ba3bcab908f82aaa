using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
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
    private readonly BandIndex _bands = new();
    private readonly Dictionary<IActorRef, CandleInterval> _intervals = [];
    private readonly Dictionary<CandleInterval, ImmutableList<Candle>> _candles = [];
    private readonly Dictionary<CandleInterval, List<IActorRef>> _waiting = [];
    private readonly HashSet<IActorRef> _woken = [];
    private readonly CancellationTokenSource _stopping = new();
    private (long Sequence, bool AwaitsTick, IActorRef ReplyTo)? _settling;
    private int _unsettled;
    private MarketEvent.PriceChanged? _last;
    private bool _isStale;

    public SymbolHubActor(InstrumentId instrument, IMarketDataClient client)
    {
        _instrument = instrument;
        _client = client;
        Receive<Join>(OnJoin);
        Receive<Leave>(_ => Forget(Sender));
        Receive<Terminated>(t => Forget(t.ActorRef));
        Receive<SetBand>(m => OnBand(m.Band));
        Receive<CandlesLoaded>(OnLoaded);
        Receive<MarketEvent.PriceChanged>(OnPrice);
        Receive<MarketEvent.CandleClosed>(OnCandle);
        Receive<MarketEvent.WentStale>(m => SetStale(true, $"no data of {_instrument} since {m.Since:O}"));
        Receive<MarketEvent.Disconnected>(m => Timers.StartSingleTimer(typeof(DownDue), new DownDue(m.Reason), DownGrace));
        Receive<DownDue>(m => SetStale(true, $"the public stream is down: {m.Reason}"));
        Receive<PollDue>(_ => Poll());
        Receive<Polled>(OnPolled);
        Receive<LoadDue>(m => Load(m.Interval));
        Receive<SettleHub>(OnSettleHub);
        Receive<Settled>(m => OnSettled(m.Sequence));
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
        var subscriber = Sender;
        _intervals[subscriber] = message.Interval;
        Context.Watch(subscriber);
        _client.Subscribe(new MarketTopic(_instrument, message.Interval));
        if (_candles.TryGetValue(message.Interval, out var candles))
        {
            Admit(subscriber, candles);
            return;
        }

        if (!_waiting.TryGetValue(message.Interval, out var waiting))
        {
            _waiting[message.Interval] = waiting = [];
            Load(message.Interval);
        }

        waiting.Add(subscriber);
    }

    private void Load(CandleInterval interval) =>
        _client.GetClosedCandlesAsync(_instrument, interval, CandleCapacity, _stopping.Token)
            .PipeTo(Self, success: result => new CandlesLoaded(interval, result), failure: e => new CandlesLoaded(interval, Failure(e)));

    private void OnLoaded(CandlesLoaded message)
    {
        var interval = message.Interval;
        if (!message.Result.IsSuccess)
        {
            _log.Warning("candles {Interval} of {Instrument} could not be loaded: {Error}", interval.Name(), _instrument, message.Result.Error.Message);
            foreach (var subscriber in _waiting[interval])
            {
                subscriber.Tell(new JoinFailed(message.Result.Error.Message));
            }

            Timers.StartSingleTimer((typeof(LoadDue), interval), new LoadDue(interval), LoadRetry);
            return;
        }

        // A candle that closed while the request was under way may be in both.
        var loaded = message.Result.Value.ToImmutableList();
        var newer = _candles.TryGetValue(interval, out var early) ? early.Where(c => loaded.IsEmpty || c.OpenTime > loaded[^1].OpenTime) : [];
        _candles[interval] = loaded.AddRange(newer);
        foreach (var subscriber in _waiting.Remove(interval, out var waiting) ? waiting.Distinct() : [])
        {
            Admit(subscriber, _candles[interval]);
        }
    }

    private void Admit(IActorRef subscriber, ImmutableList<Candle> candles)
    {
        if (!_intervals.ContainsKey(subscriber))
        {
            return;
        }

        _bands.Set(subscriber, QuietBand.Always);
        subscriber.Tell(new Joined(Self, candles, _isStale));
        if (_last is { } last)
        {
            Wake(subscriber, new PriceArrived(last.Price, last.At));
        }
    }

    private void Forget(IActorRef subscriber)
    {
        Context.Unwatch(subscriber);
        _bands.Remove(subscriber);
        if (_woken.Remove(subscriber) && _settling is { } settling)
        {
            OnSettled(settling.Sequence);
        }

        if (_intervals.Remove(subscriber, out var interval) && !_intervals.ContainsValue(interval))
        {
            _client.Unsubscribe(new MarketTopic(_instrument, interval));
            _candles.Remove(interval);
        }
    }

    private void OnBand(QuietBand band)
    {
        if (!_bands.Contains(Sender))
        {
            return;
        }

        _bands.Set(Sender, band);

        // A price that arrived while the band was on its way is told now.
        if (_last is { } last && band.IsOutside(last.Price) && band != QuietBand.Always)
        {
            Wake(Sender, new PriceArrived(last.Price, last.At));
        }
    }

    private void OnPrice(MarketEvent.PriceChanged price)
    {
        _last = price;
        Timers.Cancel(typeof(DownDue));
        SetStale(false, $"data of {_instrument} flows again");
        foreach (var subscriber in _bands.Concerned(price.Price))
        {
            Wake(subscriber, new PriceArrived(price.Price, price.At));
        }

        TrySettle();
    }

    private void OnCandle(MarketEvent.CandleClosed closed)
    {
        var candles = _candles.TryGetValue(closed.Interval, out var known) ? known : [];
        if (!candles.IsEmpty && closed.Candle.OpenTime <= candles[^1].OpenTime)
        {
            return;
        }

        candles = candles.Add(closed.Candle);
        _candles[closed.Interval] = candles.Count > CandleCapacity ? candles.RemoveAt(0) : candles;
        if (_waiting.ContainsKey(closed.Interval))
        {
            return;
        }

        foreach (var subscriber in _bands.Subscribers.Where(s => _intervals[s] == closed.Interval))
        {
            if (_last is { } last)
            {
                Wake(subscriber, new PriceArrived(last.Price, last.At));
            }

            Wake(subscriber, new CandleArrived(_candles[closed.Interval]));
        }
    }

    private void SetStale(bool isStale, string reason)
    {
        if (_isStale == isStale)
        {
            return;
        }

        _isStale = isStale;
        foreach (var subscriber in _bands.Subscribers)
        {
            subscriber.Tell(new FreshnessChanged(isStale, reason));
        }

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
        if (!_isStale || message.Price is not { } price)
        {
            return;
        }

        _last = price;
        foreach (var subscriber in _bands.Concerned(price.Price))
        {
            Wake(subscriber, new PriceArrived(price.Price, price.At));
        }
    }

    private void Wake(IActorRef subscriber, object news)
    {
        _woken.Add(subscriber);
        subscriber.Tell(news);
    }

    private void OnSettleHub(SettleHub message)
    {
        _settling = (message.Sequence, message.AwaitsTick, Sender);
        _unsettled = 0;
        TrySettle();
    }

    private void TrySettle()
    {
        if (_settling is not { } settling || _unsettled > 0 || (settling.AwaitsTick && (_last?.Sequence ?? 0) < settling.Sequence))
        {
            return;
        }

        _unsettled = _woken.Count + 1;
        foreach (var subscriber in _woken)
        {
            subscriber.Tell(new Settle(Self, settling.Sequence));
        }

        OnSettled(settling.Sequence);
    }

    private void OnSettled(long sequence)
    {
        if (_settling is not { } settling || settling.Sequence != sequence || --_unsettled > 0)
        {
            return;
        }

        _settling = null;
        _unsettled = 0;
        _woken.Clear();
        settling.ReplyTo.Tell(new Settled(sequence));
    }

    private static VenueResult<ImmutableArray<Candle>> Failure(Exception e) => VenueResult<ImmutableArray<Candle>>.Failure(
        new VenueError(VenueErrorKind.Retryable, VenueErrorCode.Other, e.GetType().Name, e.Message));

    private sealed record CandlesLoaded(CandleInterval Interval, VenueResult<ImmutableArray<Candle>> Result) : INoSerializationVerificationNeeded;

    private sealed record LoadDue(CandleInterval Interval) : INoSerializationVerificationNeeded;

    private sealed record Polled(MarketEvent.PriceChanged? Price) : INoSerializationVerificationNeeded;

    private sealed record DownDue(string Reason) : INoSerializationVerificationNeeded;

    private sealed record PollDue : INoSerializationVerificationNeeded
    {
        public static readonly PollDue Instance = new();
    }
}
