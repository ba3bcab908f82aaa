using System.Threading.Channels;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// The public stream of one node over as many connections as the venue's limit of subscriptions needs. An instrument has its home on one
/// connection, so that its events keep their order; all connections tell into one sequence. A connection that was once needed stays for the
/// instruments to come. The stream is up when all connections are.
/// </summary>
internal sealed class BitunixPublicStream : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _telling = new(1);
    private readonly BitunixLink _link;
    private readonly CandleReader _readCandles;
    private readonly LoadedCandles _loaded = new();
    private readonly EventPipe<MarketEvent> _events;
    private readonly List<BitunixPublicSession> _sessions = [];
    private readonly HashSet<BitunixPublicSession> _up = [];
    private readonly Dictionary<InstrumentId, Home> _homes = [];
    private readonly Channel<BitunixPublicSession> _starts = Channel.CreateUnbounded<BitunixPublicSession>();
    private bool? _toldUp;

    public BitunixPublicStream(BitunixLink link, CandleReader readCandles)
    {
        _link = link;
        _readCandles = readCandles;
        _events = new EventPipe<MarketEvent>(link.Settings.Streams.EventBuffer, link.Time);
        AddSession();
    }

    /// <summary>Instruments that fit on one connection whatever candles of them are wanted, beside the reference's ticker.</summary>
    private int InstrumentsPerConnection => (_link.Settings.SubscriptionsPerConnection - 1) / BitunixTopic.MostPerInstrument;

    /// <summary>The market's events, until cancelled. Once.</summary>
    public IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken) => _events.ReadAsync(RunAsync, cancellationToken);

    /// <summary>Wants a topic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The venue has no candles of this length.</exception>
    public void Subscribe(MarketTopic topic)
    {
        _ = BitunixIntervals.ToChannel(topic.Interval);
        lock (_gate)
        {
            // Who comes back finds its old connection, where the end of the old subscription may still wait.
            var home = _homes.GetValueOrDefault(topic.Instrument);
            if (home is null || (home.Intervals.Count == 0 && Taken(home.Session) >= InstrumentsPerConnection))
            {
                _homes[topic.Instrument] = home = new Home(Roomiest() ?? AddSession());
            }

            home.Intervals.Add(topic.Interval);
            home.Session.Subscribe(topic);
        }
    }

    /// <summary>Gives a topic up.</summary>
    public void Unsubscribe(MarketTopic topic)
    {
        lock (_gate)
        {
            if (!_homes.TryGetValue(topic.Instrument, out var home))
            {
                return;
            }

            home.Session.Unsubscribe(topic);
            home.Intervals.Remove(topic.Interval);
        }
    }

    /// <summary>A consumer loaded candles by itself; the stream continues after the newest.</summary>
    public void Loaded(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest)
    {
        _loaded.Note(instrument, interval, newest);
        lock (_gate)
        {
            if (_homes.TryGetValue(instrument, out var home))
            {
                home.Session.Wake();
            }
        }
    }

    /// <summary>A connection came up; tells it when with it the whole stream did.</summary>
    public Task UpAsync(BitunixPublicSession session, Func<ValueTask> tell, CancellationToken cancellationToken) =>
        ChangeAsync(session, isUp: true, tell, cancellationToken);

    /// <summary>A connection went down; tells it when the stream was not down before.</summary>
    public Task DownAsync(BitunixPublicSession session, Func<ValueTask> tell, CancellationToken cancellationToken) =>
        ChangeAsync(session, isUp: false, tell, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        foreach (var session in _sessions)
        {
            session.Dispose();
        }

        _telling.Dispose();
    }

    /// <summary>One at a time, so that what is told last is how it is.</summary>
    private async Task ChangeAsync(BitunixPublicSession session, bool isUp, Func<ValueTask> tell, CancellationToken cancellationToken)
    {
        await _telling.WaitAsync(cancellationToken);
        try
        {
            if (IsNews(session, isUp))
            {
                await tell();
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    private bool IsNews(BitunixPublicSession session, bool isUp)
    {
        lock (_gate)
        {
            _ = isUp ? _up.Add(session) : _up.Remove(session);
            var news = isUp ? _up.Count == _sessions.Count && _toldUp != true : _toldUp != false;
            _toldUp = news ? isUp : _toldUp;
            return news;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> running = [];
        var next = _starts.Reader.ReadAsync(ending.Token).AsTask();
        try
        {
            while (true)
            {
                var ended = await Task.WhenAny([next, .. running]);
                await ended;
                running.Add((await next).RunAsync(ending.Token));
                next = _starts.Reader.ReadAsync(ending.Token).AsTask();
            }
        }
        finally
        {
            await ending.CancelAsync();
            foreach (var task in running.Append(next))
            {
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The connection with most room; nothing when all are full.</summary>
    private BitunixPublicSession? Roomiest() => _sessions.MinBy(Taken) is { } best && Taken(best) < InstrumentsPerConnection ? best : null;

    private int Taken(BitunixPublicSession session) => _homes.Values.Count(h => h.Session == session && h.Intervals.Count > 0);

    private BitunixPublicSession AddSession()
    {
        var session = new BitunixPublicSession(_sessions.Count + 1, _link, this, _readCandles, _loaded, _events);
        _sessions.Add(session);
        _starts.Writer.TryWrite(session);
        return session;
    }

    private sealed record Home(BitunixPublicSession Session)
    {
        public HashSet<CandleInterval> Intervals { get; } = [];
    }
}
