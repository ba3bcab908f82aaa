using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Orders;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Reads the account for the reconciliations of its bots: one reading at a time, which serves all requests that came before it began. The newest
/// request of a bot replaces its older ones. The account's gateway draws the conclusions.
/// </summary>
internal sealed class ReconcileActor : ReceiveActor
{
    private readonly OrderEffort _effort;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, Read> _queue = new(StringComparer.Ordinal);
    private bool _isReading;

    public ReconcileActor(OrderEffort effort)
    {
        _effort = effort;
        Receive<Read>(m =>
        {
            Queue(m);
            Next();
        });
        Receive<AccountRead>(OnRead);
        Receive<Failed>(OnFailed);
    }

    public static Props Create(OrderEffort effort) => Props.Create(() => new ReconcileActor(effort));

    private void Queue(Read message)
    {
        var wish = _queue.TryGetValue(message.Request.BotId, out var older) && message.Request.Wish == AccountWish.None ? older.Request.Wish : message.Request.Wish;
        _queue[message.Request.BotId] = message with { Request = message.Request with { Wish = wish } };
    }

    private void Next()
    {
        if (_isReading || _queue.Count == 0)
        {
            return;
        }

        _isReading = true;
        var reads = _queue.Values.ToImmutableArray();
        _queue.Clear();
        var requests = reads.Select(r => r.Request).ToImmutableArray();
        var reader = new SnapshotReader(_effort, reads[^1].Settled.Contains, reads[^1].Holdings, reads[^1].IsGathering);
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout * 4);
        reader.ReadAsync(requests, timeout.Token).PipeTo(
            Self, failure: e => new Failed(requests, e));
    }

    private void OnRead(AccountRead message)
    {
        Context.Parent.Tell(message);
        _isReading = false;
        Next();
    }

    private void OnFailed(Failed message)
    {
        _log.Warning("reconciliation of {Count} bots failed: {Message}", message.Requests.Length, message.Cause.Message);
        foreach (var request in message.Requests)
        {
            _effort.Bots.Tell(new AccountNews.ReconciliationFailed(request.BotId, message.Cause.Message));
        }

        _isReading = false;
        Next();
    }

    /// <summary>A request with what the gateway knows.</summary>
    internal sealed record Read(AccountCommand.Reconcile Request, IReadOnlySet<ClientOrderId> Settled, HoldingBook Holdings, bool IsGathering)
        : INoSerializationVerificationNeeded;

    private sealed record Failed(ImmutableArray<AccountCommand.Reconcile> Requests, Exception Cause) : INoSerializationVerificationNeeded;
}
