using System.Collections.Frozen;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>Tells each account what happens to it. Called on the thread that caused an event, and never waits.</summary>
internal sealed class PrivateStreams : IAsyncDisposable
{
    private readonly FrozenDictionary<string, AccountStream> _accounts;

    public PrivateStreams(WireVenue venue, StreamRegistry registry, IAccountTranslator translator) =>
        _accounts = venue.Exchange.GetAccounts()
            .ToFrozenDictionary(a => a.ApiKey, a => new AccountStream(venue, registry, a, translator), StringComparer.Ordinal);

    /// <summary>The stream of an account; nothing when there is none.</summary>
    public AccountStream? Of(string apiKey) => _accounts.GetValueOrDefault(apiKey);

    /// <summary>Publishes what happened.</summary>
    public void Publish(SimulationEvent happened)
    {
        var account = happened switch
        {
            SimulationEvent.OrderChanged(var order) => order.Account,
            SimulationEvent.ExecutionBooked(var execution) => execution.Account,
            SimulationEvent.PositionClosed(var closed) => closed.Account,
            SimulationEvent.PositionChanged(var position) => position.Account,
            SimulationEvent.WalletChanged(var wallet) => wallet.Account,
            _ => null,
        };
        if (account is not null)
        {
            Of(account)?.Publish(happened);
        }
    }

    /// <summary>Completes when everything that has happened to an account so far was handed to its connections.</summary>
    public Task FlushAsync(string apiKey, CancellationToken ct) => Of(apiKey)?.FlushAsync(ct) ?? Task.CompletedTask;

    /// <summary>Completes when everything that has happened so far was handed to the connections.</summary>
    public Task FlushAsync(CancellationToken ct) => Task.WhenAll(_accounts.Values.Select(a => a.FlushAsync(ct)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var account in _accounts.Values)
        {
            await account.DisposeAsync();
        }
    }
}
