using System.Collections.Immutable;

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>
/// Keeps an account's private events behind the answers to the requests that caused them, which is the usual order at the venue.
/// Faults open the gate early.
/// </summary>
internal sealed class AnswerGate(TimeProvider time, TimeSpan atMost)
{
    private readonly Lock _lock = new();
    private ImmutableArray<Ticket> _open = [];

    /// <summary>Announces a request that may cause events.</summary>
    public Ticket Enter()
    {
        var ticket = new Ticket(this);
        lock (_lock)
        {
            _open = _open.Add(ticket);
        }

        return ticket;
    }

    /// <summary>Waits until it is known what every present request is about.</summary>
    public async Task ExecutedAsync(CancellationToken ct)
    {
        foreach (var ticket in _open)
        {
            await WaitAsync(ticket, ticket.Executed, ct);
        }
    }

    /// <summary>Waits until nothing that concerns an order is unanswered, but not for ever.</summary>
    public async Task PassAsync(string orderId, CancellationToken ct)
    {
        foreach (var ticket in _open)
        {
            await WaitAsync(ticket, ticket.Executed, ct);
            if (ticket.Concerns(orderId))
            {
                await WaitAsync(ticket, ticket.Answered, ct);
            }
        }
    }

    private async Task WaitAsync(Ticket ticket, Task task, CancellationToken ct)
    {
        try
        {
            await task.WaitAsync(atMost, time, ct);
        }
        catch (TimeoutException)
        {
            ticket.Dispose();
        }
    }

    /// <summary>One request on its way.</summary>
    internal sealed class Ticket(AnswerGate gate) : IDisposable
    {
        private readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ImmutableArray<string> _orderIds = [];

        /// <summary>Completes when it is known which orders are concerned.</summary>
        public Task Executed => _executed.Task;

        /// <summary>Completes when the answer was written, or never will be.</summary>
        public Task Answered => _answered.Task;

        /// <summary>Whether the request was about an order.</summary>
        public bool Concerns(string orderId) => _orderIds.Contains(orderId, StringComparer.Ordinal);

        /// <summary>Tells which orders the request was about.</summary>
        public void SetExecuted(ImmutableArray<string> orderIds)
        {
            _orderIds = orderIds;
            _executed.TrySetResult();
        }

        /// <summary>The answer was written, or shall not be waited for.</summary>
        public void Dispose()
        {
            lock (gate._lock)
            {
                gate._open = gate._open.Remove(this);
            }

            _executed.TrySetResult();
            _answered.TrySetResult();
        }
    }
}
