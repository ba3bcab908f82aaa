using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Akka.Streams.Dsl;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// The public side of one venue on one node: one client, one stream, one hub per instrument. The stream is pulled hub by hub with
/// acknowledgement, so that a slow node slows the socket instead of filling its memory. A stream that ends although nobody cancelled it is a
/// defect: the actor restarts with a new client, its hubs with it, and their subscribers join again.
/// </summary>
internal sealed class VenueGatewayActor : ReceiveActor
{
    private readonly IVenueConnector _connector;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<InstrumentId, IActorRef> _hubs = [];
    private readonly CancellationTokenSource _stopping = new();
    private IMarketDataClient _client = null!;
    private (long Sequence, InstrumentId? Instrument, IActorRef ReplyTo)? _settling;
    private int _unsettled;

    public VenueGatewayActor(IVenueConnector connector)
    {
        _connector = connector;
        Receive<Join>(m => HubOf(m.Instrument).Forward(m));
        Receive<Leave>(m => HubOf(m.Instrument).Forward(m));
        Receive<SettleTick>(OnSettleTick);
        Receive<Settled>(OnSettled);
        Receive<MarketEvent>(OnEvent);
        Receive<StreamStarted>(_ => Sender.Tell(StreamAck.Instance));
        Receive<StreamEnded>(m => throw new InvalidOperationException($"the public stream of {connector.Venue} ended", m.Cause));
    }

    public static Props Create(IVenueConnector connector) => Props.Create(() => new VenueGatewayActor(connector));

    protected override void PreStart()
    {
        _client = _connector.OpenMarketData();
        RunStream();
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _ = _client.DisposeAsync().AsTask();
    }

    // The stream is not this actor's child: a child that waits for the venue would hold up the actor's end, which cancels it.
    private void RunStream()
    {
        var token = _stopping.Token;
        var client = _client;
        Source.From(() => client.StreamAsync(token))
            .RunWith(
                Sink.ActorRefWithAck<MarketEvent>(
                    Self, StreamStarted.Instance, StreamAck.Instance, new StreamEnded(null), e => new StreamEnded(e)),
                Context.System.Materializer());
    }

    private void OnEvent(MarketEvent happened)
    {
        switch (happened)
        {
            case MarketEvent.PriceChanged e: Tell(e.Instrument, e); break;
            case MarketEvent.CandleClosed e: Tell(e.Instrument, e); break;
            case MarketEvent.WentStale e: Tell(e.Instrument, e); break;
            case MarketEvent.Connected: _log.Info("public stream of {Venue} is up", _connector.Venue); break;
            case MarketEvent.Disconnected e:
                _log.Warning("public stream of {Venue} is down: {Reason}", _connector.Venue, e.Reason);
                foreach (var hub in _hubs.Values)
                {
                    hub.Tell(e);
                }

                break;
        }

        Sender.Tell(StreamAck.Instance);
    }

    private void Tell(InstrumentId instrument, MarketEvent happened)
    {
        if (_hubs.TryGetValue(instrument, out var hub))
        {
            hub.Tell(happened);
        }
    }

    /// <summary>
    /// First the hub of the tick must have heard it; by then every message that the venue sent before it has reached the other hubs, which
    /// are asked next. A question that comes before the last answer replaces it: its asker gave up.
    /// </summary>
    private void OnSettleTick(SettleTick message)
    {
        _settling = (message.Sequence, message.Instrument, Sender);
        _unsettled = 1;
        if (_hubs.TryGetValue(message.Instrument, out var hub))
        {
            hub.Tell(new SettleHub(message.Sequence, AwaitsTick: true));
        }
        else
        {
            OnSettled(new Settled(message.Sequence));
        }
    }

    private void OnSettled(Settled message)
    {
        if (_settling is not { } settling || settling.Sequence != message.Sequence || --_unsettled > 0)
        {
            return;
        }

        if (settling.Instrument is not { } instrument)
        {
            _settling = null;
            settling.ReplyTo.Tell(message);
            return;
        }

        _settling = (settling.Sequence, null, settling.ReplyTo);
        _unsettled = 1;
        foreach (var (_, hub) in _hubs.Where(h => h.Key != instrument))
        {
            _unsettled++;
            hub.Tell(new SettleHub(message.Sequence, AwaitsTick: false));
        }

        OnSettled(message);
    }

    private IActorRef HubOf(InstrumentId instrument)
    {
        if (!_hubs.TryGetValue(instrument, out var hub))
        {
            _hubs[instrument] = hub = Context.ActorOf(SymbolHubActor.Create(instrument, _client), instrument.Symbol);
        }

        return hub;
    }

    private sealed record StreamStarted : INoSerializationVerificationNeeded
    {
        public static readonly StreamStarted Instance = new();
    }

    private sealed record StreamAck : INoSerializationVerificationNeeded
    {
        public static readonly StreamAck Instance = new();
    }

    private sealed record StreamEnded(Exception? Cause) : INoSerializationVerificationNeeded;
}
