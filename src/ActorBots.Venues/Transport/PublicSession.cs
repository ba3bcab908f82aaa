using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>
/// One connection of a venue's public stream: what is wanted, whether data flow, what is told to the consumer. The venue's own part says how
/// to subscribe and what its messages mean. A reference instrument is always subscribed as a sign of life. Prices are told in the venue's
/// order; nothing is merged or dropped here.
/// </summary>
internal abstract class PublicSession : StreamSession
{
    private readonly VenueLink _link;
    private readonly StreamSettings _settings;
    private readonly EventPipe<MarketEvent> _events;
    private readonly TopicBook _book = new();
    private readonly SilenceWatch _silence;
    private readonly StreamLoop _loop;
    private readonly long _started;
    private HashSet<InstrumentId> _wanted = [];
    private TimeSpan _inattentive;
    private long _openedAt;
    private bool _downTold;

    /// <summary>The reference instrument's newest price while nobody has asked for it.</summary>
    private MarketEvent.PriceChanged? _unasked;

    /// <param name="name">Name for logs and metrics.</param>
    /// <param name="link">What all clients of the venue share.</param>
    /// <param name="settings">How the socket is kept alive and judged.</param>
    /// <param name="reference">An instrument that always trades.</param>
    /// <param name="seed">Makes the jitter repeatable.</param>
    /// <param name="events">Where to tell.</param>
    protected PublicSession(
        string name, VenueLink link, StreamSettings settings, InstrumentId reference, int seed, EventPipe<MarketEvent> events)
    {
        Name = name;
        Reference = reference;
        _link = link;
        _settings = settings;
        _events = events;
        _silence = new SilenceWatch(settings.StaleAfter);
        _loop = new StreamLoop(this, settings, seed, link.Time, link.Logger);
        _started = link.Time.GetTimestamp();
    }

    /// <inheritdoc />
    public sealed override string Name { get; }

    /// <summary>The instrument whose messages are the sign of life.</summary>
    protected InstrumentId Reference { get; }

    /// <summary>The open connection, if there is one.</summary>
    protected StreamConnection? Connection { get; private set; }

    /// <summary>Whether the venue took the subscriptions of this connection.</summary>
    protected bool IsConnected { get; private set; }

    /// <summary>Time in which the loop could have read the socket: without waiting for the consumer or for REST.</summary>
    private TimeSpan Attentive => _link.Time.GetElapsedTime(_started) - _inattentive;

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(cancellationToken);

    /// <summary>Wants a topic. Thread-safe.</summary>
    public void Subscribe(MarketTopic topic)
    {
        if (_book.Add(topic))
        {
            Wake();
        }
    }

    /// <summary>Gives a topic up. Thread-safe.</summary>
    public void Unsubscribe(MarketTopic topic)
    {
        if (_book.Remove(topic))
        {
            Wake();
        }
    }

    /// <summary>Asks for a call of <see cref="WokenAsync"/>, soon. Thread-safe.</summary>
    public void Wake() => _loop.Wake();

    /// <inheritdoc />
    public sealed override async ValueTask OpenedAsync(StreamConnection connection, CancellationToken cancellationToken)
    {
        Connection = connection;
        IsConnected = false;
        _openedAt = _link.Time.GetTimestamp();
        _unasked = null;
        _silence.Restart(Attentive);
        Begin();
        await WokenAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask WokenAsync(CancellationToken cancellationToken)
    {
        var wanted = _book.Wanted();
        _wanted = [.. wanted.Select(t => t.Instrument)];
        _silence.Watch(_wanted, Attentive, _link.Time.GetUtcNow());
        await SyncAsync(wanted, cancellationToken);
        if (_unasked is { } price && _wanted.Contains(price.Instrument))
        {
            // Its ticker runs already, so no snapshot will come; a market that stands still would never tell the price.
            _unasked = null;
            await TellAsync(price, cancellationToken);
        }
    }

    /// <inheritdoc />
    public sealed override async ValueTask ReceivedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(message, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new StreamBrokenException($"a message cannot be read: {e.Path}", e);
        }
        catch (WireFormatException e)
        {
            // A bad price is no price: should it go on, the instrument becomes stale; a missing candle is read by REST.
            VenueMetrics.CountUnknown(_link.Name, "public message", e.Message);
        }
    }

    /// <inheritdoc />
    public sealed override async ValueTask TickedAsync(CancellationToken cancellationToken)
    {
        if (IsConnected)
        {
            await TendAsync(cancellationToken);
            await WatchSilenceAsync(Attentive, cancellationToken);
        }
        else if (_link.Time.GetElapsedTime(_openedAt) >= _settings.HandshakeTimeout)
        {
            throw new StreamBrokenException("not subscribed in time");
        }
    }

    /// <inheritdoc />
    public override async ValueTask ClosedAsync(string reason, CancellationToken cancellationToken)
    {
        Connection = null;
        IsConnected = false;
        if (!_downTold)
        {
            _downTold = true;
            await DownAsync(reason, cancellationToken);
        }
    }

    /// <summary>A connection opened: forget what the last one had.</summary>
    protected abstract void Begin();

    /// <summary>Subscribes what is wanted and not there, unsubscribes what is there and not wanted.</summary>
    protected abstract ValueTask SyncAsync(IReadOnlyList<MarketTopic> wanted, CancellationToken cancellationToken);

    /// <summary>Understands a message.</summary>
    /// <exception cref="JsonException">It has another shape.</exception>
    /// <exception cref="WireFormatException">It says something that must be understood and is not.</exception>
    protected abstract ValueTask HandleAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>The watch interval passed on a connection that is up.</summary>
    protected abstract ValueTask TendAsync(CancellationToken cancellationToken);

    /// <summary>Subscribes instruments anew, which makes a living venue send their present state.</summary>
    protected abstract ValueTask ProbeAsync(IReadOnlyList<InstrumentId> quiet, CancellationToken cancellationToken);

    /// <summary>Whether a new connection would not help a silent instrument.</summary>
    protected abstract bool IsHopeless(InstrumentId instrument);

    /// <summary>The connection is up: everything wanted is subscribed.</summary>
    protected virtual ValueTask UpAsync(CancellationToken cancellationToken) =>
        TellAsync(new MarketEvent.Connected(_link.Time.GetUtcNow()), cancellationToken);

    /// <summary>The connection is down.</summary>
    protected virtual ValueTask DownAsync(string reason, CancellationToken cancellationToken) =>
        TellAsync(new MarketEvent.Disconnected(reason, _link.Time.GetUtcNow()), cancellationToken);

    /// <summary>Notes that the venue took the subscriptions; told once per connection.</summary>
    protected async ValueTask ConnectedAsync(int topics, CancellationToken cancellationToken)
    {
        if (!IsConnected)
        {
            IsConnected = true;
            _downTold = false;
            Log.StreamConnected(_link.Logger, Name, topics);
            await UpAsync(cancellationToken);
        }
    }

    /// <summary>Notes application data of an instrument.</summary>
    protected void Heard(InstrumentId instrument, DateTimeOffset at)
    {
        _silence.Heard(instrument, Attentive, _link.Time.GetUtcNow());
        _link.Present.Note(instrument, at);
    }

    /// <summary>Tells a price, if somebody wants it.</summary>
    protected async ValueTask TellPriceAsync(MarketEvent.PriceChanged price, CancellationToken cancellationToken)
    {
        if (_wanted.Contains(price.Instrument))
        {
            await TellAsync(price, cancellationToken);
        }
        else if (price.Instrument == Reference)
        {
            _unasked = price;
        }
    }

    /// <summary>Tells closed candles.</summary>
    protected async ValueTask TellCandlesAsync(
        InstrumentId instrument, CandleInterval interval, IEnumerable<Candle> candles, CancellationToken cancellationToken)
    {
        foreach (var candle in candles)
        {
            await TellAsync(new MarketEvent.CandleClosed(instrument, interval, candle), cancellationToken);
        }
    }

    /// <summary>Awaits an effort in which the socket is not read, so that the time does not count as the venue's silence.</summary>
    protected async ValueTask<T> InattentiveAsync<T>(ValueTask<T> effort)
    {
        if (effort.IsCompleted)
        {
            return await effort;
        }

        var started = _link.Time.GetTimestamp();
        var result = await effort;
        _inattentive += _link.Time.GetElapsedTime(started);
        return result;
    }

    private async ValueTask TellAsync(MarketEvent happened, CancellationToken cancellationToken) =>
        _inattentive += await _events.WriteAsync(happened, cancellationToken);

    private async ValueTask WatchSilenceAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        foreach (var (instrument, since) in _silence.BecameStale(now))
        {
            var at = _link.Time.GetUtcNow();
            Log.InstrumentStale(_link.Logger, Name, instrument.Symbol, (long)(at - since).TotalMilliseconds);
            await TellAsync(new MarketEvent.WentStale(instrument, since), cancellationToken);
        }

        if (_silence.IsDead(now))
        {
            throw new StreamBrokenException("pings are answered, but no data come");
        }

        if (_silence.NeedsReconnect(now, IsHopeless) is { } silent)
        {
            throw new StreamBrokenException($"no data of {silent} although subscribed anew");
        }

        if (_silence.DueForProbe(now) is { Count: > 0 } quiet)
        {
            await ProbeAsync(quiet, cancellationToken);
        }
    }
}
