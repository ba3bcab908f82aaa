using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What the contracts of all parts of a store share: an open, empty store for each test.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private IStore? _store;

    /// <summary>The store under test.</summary>
    protected IStore Store => _store ?? throw new InvalidOperationException("the store is not open");

    /// <summary>Never cancelled.</summary>
    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IStore> OpenEmptyAsync();

    /// <summary>The same rows in the same order.</summary>
    protected static void AssertRows<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    public async Task InitializeAsync() => _store = await OpenEmptyAsync();

    public virtual async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
