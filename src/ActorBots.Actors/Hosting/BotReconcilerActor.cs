using ActorBots.Ports.Storage;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;

namespace ActorBots.Actors.Hosting;

/// <summary>
/// Starts every bot that should run and does not; one in the cluster. Shards remember their bots, so this only heals what they forgot:
/// starting a bot that runs changes nothing.
/// </summary>
internal sealed class BotReconcilerActor : ReceiveActor, IWithTimers
{
    private const int PageSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly IBotCatalog _catalog;
    private readonly IActorRef _bots;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopping = new();

    public BotReconcilerActor(IBotCatalog catalog, IActorRef bots)
    {
        _catalog = catalog;
        _bots = bots;
        Receive<LookDue>(_ => ReadAsync(_stopping.Token).PipeTo(Self, success: ids => new Found(ids), failure: e => new Found([], e)));
        Receive<Found>(OnFound);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(IBotCatalog catalog, IActorRef bots) => Props.Create(() => new BotReconcilerActor(catalog, bots));

    protected override void PreStart() => LookLater();

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void OnFound(Found message)
    {
        if (message.Cause is { } cause)
        {
            _log.Warning(cause, "the bots that should run could not be read");
        }

        foreach (var botId in message.BotIds)
        {
            _bots.Tell(new ShardRegion.StartEntity(botId));
        }

        LookLater();
    }

    /// <summary>One look at a time, however slow the store is.</summary>
    private void LookLater() => Timers.StartSingleTimer(typeof(LookDue), LookDue.Instance, Interval);

    private async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var shouldRun = new List<string>();
        string? after = null;
        do
        {
            var page = await _catalog.ListShouldRunAsync(after, PageSize, cancellationToken).ConfigureAwait(false);
            shouldRun.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return shouldRun;
    }

    private sealed record LookDue : INoSerializationVerificationNeeded
    {
        public static readonly LookDue Instance = new();
    }

    private sealed record Found(IReadOnlyList<string> BotIds, Exception? Cause = null) : INoSerializationVerificationNeeded;
}
