using System.Globalization;
using System.Security.Cryptography;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Administration;

/// <summary>
/// What this server says it is: a standalone, or the only member of a replica set, that may have stepped down for a while. Every change
/// raises a counter, and drivers that await the change are woken. Source: the drivers' specification "Server Discovery and Monitoring".
/// </summary>
internal sealed class Topology : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _termFile;
    private readonly ObjectId _process = new(RandomNumberGenerator.GetBytes(12));
    private TaskCompletionSource _changed = NewSignal();
    private ITimer? _return;
    private long _counter;
    private int _term;

    /// <param name="isReplicaSet">Otherwise a standalone.</param>
    /// <param name="time">For the end of a step-down.</param>
    /// <param name="termFile">Keeps the newest term: a later life must not look older than this one.</param>
    public Topology(bool isReplicaSet, TimeProvider time, string termFile)
    {
        IsReplicaSet = isReplicaSet;
        _time = time;
        _termFile = termFile;
        _term = File.Exists(termFile) ? int.Parse(File.ReadAllText(termFile), CultureInfo.InvariantCulture) : 0;
        BeginTerm();
    }

    /// <summary>Raised when the primary steps down, before any hello says so.</summary>
    public event Action? SteppedDown;

    public bool IsReplicaSet { get; }

    public bool IsPrimary { get; private set; } = true;

    public BsonDocument Version
    {
        get
        {
            lock (_lock)
            {
                return new BsonDocument { { "processId", _process }, { "counter", _counter } };
            }
        }
    }

    /// <summary>Identifies the primary's reign; greater than those before.</summary>
    public ObjectId ElectionId
    {
        get
        {
            lock (_lock)
            {
                return new ObjectId($"7fffffff{0:x8}{_term:x8}");
            }
        }
    }

    /// <summary>Completes when the version is no longer the one that the driver knows, or after that time.</summary>
    public async Task AwaitChangeAsync(BsonDocument known, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            if (known.GetValue("processId", BsonNull.Value) != _process || known.GetValue("counter", 0).ToInt64() != _counter)
            {
                return;
            }

            changed = _changed.Task;
        }

        await Task.WhenAny(changed, Task.Delay(atMost, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>For that time this is no primary; then it is again, in a new term.</summary>
    public void StepDown(TimeSpan period)
    {
        lock (_lock)
        {
            IsPrimary = false;
            Change();
            _return?.Dispose();
            _return = _time.CreateTimer(_ => Return(), null, period, Timeout.InfiniteTimeSpan);
        }

        SteppedDown?.Invoke();
    }

    public void Dispose() => _return?.Dispose();

    private void Return()
    {
        lock (_lock)
        {
            IsPrimary = true;
            BeginTerm();
            Change();
        }
    }

    private void BeginTerm()
    {
        _term++;
        File.WriteAllText(_termFile, _term.ToString(CultureInfo.InvariantCulture));
    }

    private void Change()
    {
        _counter++;
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
