using Akka.Coordination;
using Akka.Event;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>
/// Renews a tenure's lease at every interval until the tenure is over, and ends the tenure when another has the lease or when renewals
/// failed for as long as it may be trusted. One call is in flight at a time.
/// </summary>
internal sealed class LeaseHeartbeat
{
    private readonly LeaseTable _table;
    private readonly MongoLeaseSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log;

    public LeaseHeartbeat(LeaseTable table, MongoLeaseSettings settings, TimeProvider clock, ILoggingAdapter log)
    {
        _table = table;
        _settings = settings;
        _clock = clock;
        _log = log;
    }

    /// <summary>Runs until the tenure is over.</summary>
    public async Task RunAsync(LeaseTenure tenure)
    {
        Exception? trouble = null;
        var beat = _clock.GetTimestamp();
        while (await PauseAsync(tenure, beat).ConfigureAwait(false))
        {
            beat = _clock.GetTimestamp();
            trouble = await RenewAsync(tenure, beat).ConfigureAwait(false);
        }

        Lose(tenure, new LeaseTimeoutException($"lease {_settings.Name} was not renewed for {_settings.Trust.TotalSeconds} s", trouble!));
    }

    // Waits until the next beat is due or the trust ends, whichever is first. False: the tenure is over or must end.
    private async Task<bool> PauseAsync(LeaseTenure tenure, long beat)
    {
        var due = _settings.HeartbeatInterval - _clock.GetElapsedTime(beat);
        var pause = due < tenure.TrustLeft ? due : tenure.TrustLeft;
        if (pause > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(pause, _clock, tenure.Ended).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return tenure.IsHeld;
    }

    /// <returns>What went wrong, if it did.</returns>
    private async Task<Exception?> RenewAsync(LeaseTenure tenure, long startedAt)
    {
        var left = tenure.TrustLeft;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            var row = await BoundedCall.RunAsync(
                ct => _table.RenewAsync(_settings.Name, tenure.Incarnation, _settings.HeartbeatTimeout, ct),
                left < _settings.OperationTimeout ? left : _settings.OperationTimeout,
                _clock,
                tenure.Ended).ConfigureAwait(false);
            if (row?.Incarnation == tenure.Incarnation)
            {
                tenure.Extend(startedAt);
                return null;
            }

            Lose(tenure, new LeaseException($"lease {_settings.Name} is now held by {row?.Owner ?? "nobody"}"));
            return null;
        }
        catch (OperationCanceledException) when (tenure.Ended.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // Whatever it was, the lease was not renewed: the trust runs on and ends the tenure if this stays so.
            _log.Warning(e, "Lease {0} of {1} could not be renewed; it is trusted for {2} s more", _settings.Name, _settings.Owner, tenure.TrustLeft.TotalSeconds);
            return e;
        }
    }

    private void Lose(LeaseTenure tenure, Exception reason)
    {
        try
        {
            if (!tenure.Ended.IsCancellationRequested)
            {
                _log.Error(reason, "Lease {0} of {1} is lost", _settings.Name, _settings.Owner);
            }

            tenure.Lose(reason);
        }
        catch (Exception e)
        {
            _log.Error(e, "The callback for the loss of lease {0} failed", _settings.Name);
        }
    }
}
