using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Event;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>
/// Akka's lease on MongoDB, for shards, singletons, the split-brain resolver and account gateways. At most one holder anywhere, as long as
/// the servers' clocks agree within two heartbeat intervals: others take it by the server's clock after the time-out, its holder stops
/// trusting it two intervals earlier by its own monotonic clock. What even this cannot stop (a virtual machine that was frozen together
/// with its clock, a request already on its way) is stopped by the <see cref="FencingToken"/> where the receiver checks it.
/// <para>
/// Each tenure has a random name in the store, its incarnation, so that a restarted pod with the same host name does not inherit the lease
/// of the one that may still be running; it waits for the time-out. The name takes part in no decision but equality.
/// </para>
/// Configuration: <c>lease.mongodb.hocon</c>, <see cref="DefaultConfig"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Akka keeps a lease as long as its system and disposes of none; the gate holds no handle.")]
public sealed class MongoLease : Lease
{
    private const int IncarnationLength = 32;

    private readonly MongoLeaseSettings _settings;
    private readonly LeaseTable _table;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log;
    private readonly LeaseHeartbeat _heartbeat;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile LeaseTenure? _tenure;
    private string? _unreleased;

    /// <summary>For <c>Akka.Coordination.LeaseProvider</c>. The connection is that of the system's <see cref="MongoSetup"/>, else key <c>connection-string</c>.</summary>
    /// <exception cref="MongoSettingsException">The configuration cannot be used; all problems, each with key, value and allowed range.</exception>
    public MongoLease(LeaseSettings settings, ExtendedActorSystem system)
        : this(settings, MongoLeaseSettings.Of(settings), system)
    {
    }

    internal MongoLease(LeaseSettings settings, LeaseTable table, TimeProvider clock, ILoggingAdapter log)
        : base(settings)
    {
        _settings = MongoLeaseSettings.Of(settings);
        _table = table;
        _clock = clock;
        _log = log;
        _heartbeat = new LeaseHeartbeat(table, _settings, clock, log);
    }

    private MongoLease(LeaseSettings settings, MongoLeaseSettings own, ExtendedActorSystem system)
        : this(
            settings,
            new LeaseTable(LeaseConnections.Of(system).For(own.ConnectionString), own.Collection),
            LeaseConnections.Of(system).Clock,
            Logging.GetLogger(system, typeof(MongoLease))) =>
        system.RegisterOnTermination(Abandon);

    /// <summary>
    /// The token of the grant while it is held for certain, else nothing. It grows with each new holder; a receiver that remembers the
    /// largest and refuses smaller ones is safe from a holder that does not know yet that it lost the lease.
    /// </summary>
    public long? FencingToken => _tenure?.Token;

    /// <summary>The section <c>akka.coordination.lease.mongodb</c> with all keys.</summary>
    public static Config DefaultConfig => ConfigurationFactory.FromResource<MongoLease>("ActorBots.Storage.lease.mongodb.hocon");

    /// <summary>Whether it is held for certain. Asks nobody.</summary>
    public override bool CheckLease() => _tenure is { IsHeld: true };

    /// <summary>As <see cref="Acquire(Action{Exception})"/>; a callback given earlier stays while the lease is held.</summary>
    public override Task<bool> Acquire() => Acquire(null!);

    /// <summary>Takes the lease, or keeps it if it is held already.</summary>
    /// <param name="leaseLostCallback">Called once if the lease is lost, on any thread, after this has answered and <see cref="CheckLease"/> is false.</param>
    /// <returns>True when it is held, false when another holds it.</returns>
    /// <exception cref="LeaseTimeoutException">The store did not answer within <c>lease-operation-timeout</c>.</exception>
    /// <exception cref="LeaseException">The store could not answer.</exception>
    public override Task<bool> Acquire(Action<Exception> leaseLostCallback)
    {
        // The answer is given before the heartbeat begins, so that no loss is told first; and what its receiver does with it is done on
        // another thread, so that nothing it waits for holds the heartbeat up.
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = AcquireAsync(answer, leaseLostCallback);
        return answer.Task;
    }

    /// <summary>Gives the lease up. Nothing happens to it if another has it by now or nobody. May be repeated, also after a failure.</summary>
    /// <returns>Always true: it is not held by this holder.</returns>
    /// <exception cref="LeaseTimeoutException">The store did not answer in time. It is not held any more, but others wait for its time-out.</exception>
    /// <exception cref="LeaseException">The store could not answer; the same holds.</exception>
    public override Task<bool> Release() => ExclusivelyAsync("released", async timeLeft =>
    {
        _tenure?.End();
        if (_unreleased is { } incarnation)
        {
            await BoundedCall.RunAsync(
                ct => _table.ReleaseAsync(_settings.Name, incarnation, ct), timeLeft, _clock, CancellationToken.None).ConfigureAwait(false);
            _unreleased = null;
            _log.Info("Lease {0} of {1} is released", _settings.Name, _settings.Owner);
        }

        return true;
    });

    /// <summary>Holds it no longer and tells nobody, neither the callback nor the store: the end of the actor system.</summary>
    internal void Abandon() => _tenure?.End();

    private async Task AcquireAsync(TaskCompletionSource<bool> answer, Action<Exception>? lost)
    {
        LeaseTenure? begun = null;
        try
        {
            var isHeld = await ExclusivelyAsync("acquired", async timeLeft =>
            {
                if (_tenure is { IsHeld: true } held)
                {
                    held.OnLost(lost);
                    return true;
                }

                begun = await BeginAsync(timeLeft, lost).ConfigureAwait(false);
                return begun is not null;
            }).ConfigureAwait(false);
            answer.SetResult(isHeld);
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }

        if (begun is not null)
        {
            await _heartbeat.RunAsync(begun).ConfigureAwait(false);
        }
    }

    private async Task<LeaseTenure?> BeginAsync(TimeSpan timeLeft, Action<Exception>? lost)
    {
        if (_tenure is { IsOver: true } past)
        {
            // Its heartbeat may not have noticed yet.
            past.Lose(new LeaseTimeoutException($"lease {_settings.Name} was not renewed in time"));
            _tenure = null;
        }

        var tenure = _tenure ??= new LeaseTenure(RandomNumberGenerator.GetHexString(IncarnationLength, lowercase: true), _settings.Trust, _clock);
        var claim = new LeaseClaim
        {
            Name = _settings.Name,
            Owner = _settings.Owner,
            Incarnation = tenure.Incarnation,
            Previous = _unreleased,
            Timeout = _settings.HeartbeatTimeout,
        };

        // From here on the store may have granted it, whether the answer comes or not.
        _unreleased = tenure.Incarnation;
        var startedAt = _clock.GetTimestamp();
        var row = await BoundedCall.RunAsync(ct => _table.AcquireAsync(claim, ct), timeLeft, _clock, tenure.Ended).ConfigureAwait(false);
        if (row.Incarnation != tenure.Incarnation)
        {
            _unreleased = null;
            return null;
        }

        if (!tenure.Begin(startedAt, row.Version, lost))
        {
            throw new TimeoutException("the store's grant came too late");
        }

        _log.Info("Lease {0} is held by {1} with token {2}", _settings.Name, _settings.Owner, row.Version);
        return tenure;
    }

    // One operation at a time; waiting for its turn is part of its time.
    private async Task<bool> ExclusivelyAsync(string done, Func<TimeSpan, Task<bool>> operation)
    {
        var startedAt = _clock.GetTimestamp();
        if (!await _gate.WaitAsync(_settings.OperationTimeout).ConfigureAwait(false))
        {
            throw new LeaseTimeoutException($"lease {_settings.Name} was not {done}: an earlier operation is still running");
        }

        try
        {
            var left = _settings.OperationTimeout - _clock.GetElapsedTime(startedAt);
            return await operation(left > TimeSpan.Zero ? left : throw new TimeoutException("its turn came too late")).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new LeaseTimeoutException($"lease {_settings.Name} was not {done} within {_settings.OperationTimeout.TotalSeconds} s", e);
        }
        catch (Exception e) when (e is MongoException or OperationCanceledException or IOException)
        {
            throw new LeaseException($"lease {_settings.Name} was not {done}: {e.Message}", e);
        }
        finally
        {
            _gate.Release();
        }
    }
}
