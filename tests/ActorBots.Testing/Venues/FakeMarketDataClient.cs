using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>A market that says what a test tells it to say.</summary>
public sealed class FakeMarketDataClient : IMarketDataClient
{
    private readonly ConcurrentQueue<MarketTopic> _subscribed = new();
    private readonly ConcurrentQueue<MarketTopic> _unsubscribed = new();
    private readonly Channel<MarketEvent> _events = Channel.CreateUnbounded<MarketEvent>();
    private int _loads;
    private int _polls;

    /// <summary>What was subscribed, oldest first, repeats included.</summary>
    public IReadOnlyList<MarketTopic> Subscribed => [.. _subscribed];

    /// <summary>What was given up, oldest first.</summary>
    public IReadOnlyList<MarketTopic> Unsubscribed => [.. _unsubscribed];

    /// <summary>How often candles were asked for.</summary>
    public int Loads => Volatile.Read(ref _loads);

    /// <summary>How often the last price was asked for.</summary>
    public int Polls => Volatile.Read(ref _polls);

    public Func<Task<VenueResult<ImmutableArray<Instrument>>>> OnInstruments { get; set; } =
        () => FakeAnswer.Of(ImmutableArray.Create(Some.Instrument()));

    public Func<CandleInterval, Task<VenueResult<ImmutableArray<Candle>>>> OnCandles { get; set; } = _ => FakeAnswer.Of(ImmutableArray<Candle>.Empty);

    public Func<Task<VenueResult<MarketEvent.PriceChanged>>> OnLastPrice { get; set; } = FakeAnswer.Retryable<MarketEvent.PriceChanged>;

    /// <summary>The public stream says something.</summary>
    public void Say(MarketEvent happened) => _events.Writer.TryWrite(happened);

    public Task<VenueResult<ImmutableArray<Instrument>>> GetInstrumentsAsync(CancellationToken cancellationToken) => OnInstruments();

    public Task<VenueResult<ImmutableArray<Candle>>> GetClosedCandlesAsync(
        InstrumentId instrument, CandleInterval interval, int count, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        return OnCandles(interval);
    }

    public Task<VenueResult<MarketEvent.PriceChanged>> GetLastPriceAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _polls);
        return OnLastPrice();
    }

    public void Subscribe(MarketTopic topic) => _subscribed.Enqueue(topic);

    public void Unsubscribe(MarketTopic topic) => _unsubscribed.Enqueue(topic);

    public IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
