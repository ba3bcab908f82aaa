using ActorBots.Storage.Mongo.Leases;
using Akka.Coordination;

namespace ActorBots.LeaseHolder;

/// <summary>What a process does with its lease. Each member answers with one line.</summary>
internal sealed class Holder
{
    private static readonly TimeSpan ActInterval = TimeSpan.FromMilliseconds(5);

    private readonly MongoLease _lease;
    private readonly string _owner;
    private readonly FencedAccount _account;
    private readonly Witness _witness;
    private long _token;

    public Holder(MongoLease lease, string owner, FencedAccount account, Witness witness)
    {
        _lease = lease;
        _owner = owner;
        _account = account;
        _witness = witness;
    }

    /// <summary>Opens the connections and compiles the code, so that what is measured later is not the start.</summary>
    public async Task WarmUpAsync()
    {
        await _witness.NoteAsync($"{_owner} started", CancellationToken.None);
        await _account.WriteAsync(_owner, -1, CancellationToken.None);
    }

    public async Task<string> AcquireAsync()
    {
        try
        {
            if (!await _lease.Acquire(Lost))
            {
                return "TAKEN";
            }

            Interlocked.Exchange(ref _token, _lease.FencingToken ?? 0);
            return $"HELD {_token}";
        }
        catch (Exception e) when (e is LeaseException or LeaseTimeoutException)
        {
            return $"TROUBLE {e.GetType().Name}";
        }
    }

    public string Check() => $"CHECK {_lease.CheckLease()}";

    /// <summary>Writes if the lease is held, as a gateway would.</summary>
    public async Task<string> WriteAsync() => _lease.CheckLease() ? await ForceAsync() : "NOTHELD";

    /// <summary>Writes with the token that it had, whether the lease is held or not: a request that was on its way already.</summary>
    public async Task<string> ForceAsync()
    {
        var token = Interlocked.Read(ref _token);
        return await _account.WriteAsync(_owner, token, CancellationToken.None) ? $"WROTE {token}" : $"REFUSED {token}";
    }

    public async Task<string> ReleaseAsync()
    {
        await _lease.Release();
        return "RELEASED";
    }

    /// <summary>Writes again and again for as long as the lease is held.</summary>
    public string Act()
    {
        _ = ActAsync();
        return "ACTING";
    }

    private async Task ActAsync()
    {
        while (await WriteAsync() != "NOTHELD")
        {
            await Task.Delay(ActInterval);
        }
    }

    private void Lost(Exception reason)
    {
        var wasHeld = _lease.CheckLease();
        _ = NoteAsync(wasHeld);
    }

    private async Task NoteAsync(bool wasHeld)
    {
        await _witness.NoteAsync(_owner, CancellationToken.None);
        Console.WriteLine(wasHeld ? "LOST while held" : $"LOST {_token}");
    }
}
