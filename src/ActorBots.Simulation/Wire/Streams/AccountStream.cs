using System.Collections.Immutable;
using System.Threading.Channels;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Misbehaviour;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>One account's events on their way to its connections: in the exchange's order, behind the answers that they follow from.</summary>
internal sealed class AccountStream : IAsyncDisposable
{
    private const int QueueLimit = 100_000;

    /// <summary>What hooks at <see cref="FaultStage.Filled"/> see as topic, whether or not the venue has such a topic.</summary>
    private const string ExecutionTopic = "execution";

    private readonly WireVenue _venue;
    private readonly StreamRegistry _registry;
    private readonly ExchangeAccount _account;
    private readonly IAccountTranslator _translator;
    private readonly AnswerGate _gate;
    private readonly FaultyDelivery _delivery;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Item> _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly Task _pump;
    private readonly Lock _delivering = new();
    private ImmutableDictionary<StreamConnection, ImmutableHashSet<string>> _subscriptions =
        ImmutableDictionary<StreamConnection, ImmutableHashSet<string>>.Empty;

    private DateTimeOffset _lastAt;

    public AccountStream(WireVenue venue, StreamRegistry registry, ExchangeAccount account, IAccountTranslator translator)
    {
        _venue = venue;
        _registry = registry;
        _account = account;
        _translator = translator;
        _gate = venue.Gate(account.ApiKey);
        _delivery = new FaultyDelivery(venue.Clock.Time);
        _lastAt = venue.OpenedAt;
        _pump = PumpAsync(_stop.Token);
    }

    /// <summary>Queues an event. When too many wait, the account's connections are cut: they then ask for what they missed.</summary>
    public void Publish(SimulationEvent happened)
    {
        if (!_queue.Writer.TryWrite(new Item(happened, null)))
        {
            CutAll();
        }
    }

    /// <summary>Completes when everything queued so far was handed to the connections.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Item(null, mark), ct);
        await mark.Task.WaitAsync(ct);
    }

    /// <summary>Adds names of topics to a connection's subscriptions.</summary>
    public void Subscribe(StreamConnection connection, IEnumerable<string> names) => ImmutableInterlocked.AddOrUpdate(
        ref _subscriptions, connection, _ => [.. names], (_, known) => known.Union(names));

    /// <summary>
    /// Answers a client and adds names of topics to its subscriptions as one: nothing is pushed to it before the answer, and what happens once
    /// it was answered is not lost to it.
    /// </summary>
    public void AnswerAndSubscribe(Action answer, StreamConnection connection, IEnumerable<string> names)
    {
        lock (_delivering)
        {
            answer();
            Subscribe(connection, names);
        }
    }

    /// <summary>Removes names of topics from a connection's subscriptions.</summary>
    public void Unsubscribe(StreamConnection connection, IEnumerable<string> names) => ImmutableInterlocked.AddOrUpdate(
        ref _subscriptions, connection, _ => [], (_, known) => known.Except(names));

    /// <summary>Whether a connection subscribed to any of some names.</summary>
    public bool IsSubscribed(StreamConnection connection, IEnumerable<string> names) =>
        _subscriptions.TryGetValue(connection, out var subscribed) && names.Any(subscribed.Contains);

    /// <summary>Forgets a connection.</summary>
    public void Forget(StreamConnection connection) => ImmutableInterlocked.TryRemove(ref _subscriptions, connection, out _);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pump;
        _stop.Dispose();
    }

    private async Task PumpAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var item in _queue.Reader.ReadAllAsync(ct))
            {
                if (item.Happened is { } happened)
                {
                    await TellAsync(happened, ct);
                }

                item.Mark?.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            EndQueue();
        }
        catch (Exception e)
        {
            // Nothing more can be told in order: clients must ask for it. A broken stream stays broken, as a queue that is closed.
            Log.AccountStreamBroke(_venue.Logger, e, _account.ApiKey);
            EndQueue();
        }
    }

    private void EndQueue()
    {
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var left))
        {
            left.Mark?.TrySetCanceled();
        }

        CutAll();
    }

    private async Task TellAsync(SimulationEvent happened, CancellationToken ct)
    {
        try
        {
            await WaitForAnswerAsync(happened, ct);
            foreach (var message in _translator.Translate(happened, _account, _lastAt))
            {
                _lastAt = message.At;
                Deliver(message);
                await _venue.Faults.ReachAsync(FaultStage.Pushed, ContextOf(message));
            }
        }
        catch (FaultHookException)
        {
            CutAll();
        }
    }

    private async Task WaitForAnswerAsync(SimulationEvent happened, CancellationToken ct)
    {
        switch (happened)
        {
            case SimulationEvent.ExecutionBooked({ Kind: not ExecutionKind.Funding } execution):
                await _gate.ExecutedAsync(ct);
                await _venue.Faults.ReachAsync(FaultStage.Filled, ContextOf(execution));
                await _gate.PassAsync(execution.OrderId, ct);
                break;
            case SimulationEvent.OrderChanged(var order):
                await _gate.PassAsync(order.OrderId, ct);
                break;
            default:
                break;
        }
    }

    private void Deliver(AccountMessage message)
    {
        lock (_delivering)
        {
            DeliverToSubscribed(message);
        }
    }

    private void DeliverToSubscribed(AccountMessage message)
    {
        var names = message.Names.Where(n => _subscriptions.Values.Any(s => s.Contains(n))).ToList();
        if (names.Count == 0)
        {
            return;
        }

        ImmutableArray<FaultAction> actions = [];
        if (_venue.Faults.Watches(FaultStream.Private))
        {
            var context = ContextOf(message);
            actions = _venue.Faults.Strike(context);
            _registry.Strike(context, actions);
        }

        var frames = names.ToDictionary(n => n, message.Write, StringComparer.Ordinal);
        _delivery.Deliver(() => Push(frames), actions);
    }

    private void Push(Dictionary<string, ReadOnlyMemory<byte>> frames)
    {
        foreach (var (connection, subscribed) in _subscriptions)
        {
            foreach (var (_, frame) in frames.Where(f => subscribed.Contains(f.Key)))
            {
                connection.Push(frame);
            }
        }
    }

    private FaultContext ContextOf(AccountMessage message) => new()
    {
        Stream = FaultStream.Private,
        Topic = message.Topic,
        Symbol = message.Symbol,
        OrderLinkId = message.OrderLinkId,
        ApiKey = _account.ApiKey,
        MarketAt = message.At,
    };

    private FaultContext ContextOf(VenueExecution execution) => new()
    {
        Stream = FaultStream.Private,
        Topic = ExecutionTopic,
        Symbol = execution.Symbol,
        OrderLinkId = execution.ClientOrderId,
        ApiKey = _account.ApiKey,
        MarketAt = execution.At,
    };

    private void CutAll()
    {
        foreach (var connection in _subscriptions.Keys)
        {
            connection.Cut();
        }
    }

    private readonly record struct Item(SimulationEvent? Happened, TaskCompletionSource? Mark);
}
