using ActorBots.Ports.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Projections;

/// <summary>
/// Writes the bots' status rows to the store in batches, the newest row per bot. One write at a time; what could not be written is merged
/// with what came since and tried again. No bot ever waits for it.
/// </summary>
internal sealed class StatusWriterActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IBotCatalog _catalog;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, BotStatusRow> _rows = new(StringComparer.Ordinal);
    private bool _isWriting;

    public StatusWriterActor(IBotCatalog catalog)
    {
        _catalog = catalog;
        Receive<BotStatusRow>(OnRow);
        Receive<Written>(OnWritten);
        Receive<WriteDue>(_ => Write());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(IBotCatalog catalog) => Props.Create(() => new StatusWriterActor(catalog));

    private void OnRow(BotStatusRow row)
    {
        if (!_rows.TryGetValue(row.BotId, out var known) || known.SequenceNumber <= row.SequenceNumber)
        {
            _rows[row.BotId] = row;
        }

        if (!_isWriting && !Timers.IsTimerActive(typeof(WriteDue)))
        {
            Timers.StartSingleTimer(typeof(WriteDue), WriteDue.Instance, Pause);
        }
    }

    private void Write()
    {
        if (_isWriting || _rows.Count == 0)
        {
            return;
        }

        _isWriting = true;
        var rows = _rows.Values.ToList();
        _rows.Clear();
        var timeout = new CancellationTokenSource(Timeout);
        _catalog.WriteStatusAsync(rows, timeout.Token).PipeTo(
            Self, success: () => new Written(rows, null), failure: e => new Written(rows, e));
    }

    private void OnWritten(Written message)
    {
        _isWriting = false;
        if (message.Cause is { } cause)
        {
            _log.Warning(cause, "status of {Count} bots could not be written; it is tried again", message.Rows.Count);
            foreach (var row in message.Rows)
            {
                OnRow(_rows.TryGetValue(row.BotId, out var newer) ? newer : row);
            }
        }
        else if (_rows.Count > 0)
        {
            Timers.StartSingleTimer(typeof(WriteDue), WriteDue.Instance, Pause);
        }
    }

    private sealed record Written(IReadOnlyList<BotStatusRow> Rows, Exception? Cause) : INoSerializationVerificationNeeded;

    private sealed record WriteDue : INoSerializationVerificationNeeded
    {
        public static readonly WriteDue Instance = new();
    }
}
