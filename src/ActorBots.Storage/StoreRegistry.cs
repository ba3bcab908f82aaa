using System.Collections.Frozen;
using System.Collections.Immutable;
using ActorBots.Ports.Storage;
using ActorBots.Storage.Memory;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Sqlite;

namespace ActorBots.Storage;

/// <summary>The stores by name. A new store is a folder beside this file and one line here.</summary>
public static class StoreRegistry
{
    private delegate Task<IStore> StoreFactory(StoreSettings settings, TimeProvider time, CancellationToken cancellationToken);

    private static readonly FrozenDictionary<string, StoreFactory> Factories = new Dictionary<string, StoreFactory>(StringComparer.Ordinal)
    {
        ["memory"] = static (_, _, _) => Task.FromResult<IStore>(new MemoryStore()),
        ["mongodb"] = static async (settings, time, cancellationToken) =>
            await MongoStore.OpenAsync(
                settings.Mongo ?? throw new ArgumentException("store 'mongodb' needs a connection", nameof(settings)), time, cancellationToken),
        ["sqlite"] = static async (settings, time, cancellationToken) =>
            await SqliteStore.OpenAsync(settings.Path, time, cancellationToken),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all stores, ascending.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Opens a store.</summary>
    /// <param name="settings">Which one, and where.</param>
    /// <param name="time">The wall clock, for the instants that the store itself notes.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="ArgumentException">No store has this name, or <c>mongodb</c> has no connection.</exception>
    /// <exception cref="StoreFileException">The file cannot be used.</exception>
    /// <exception cref="StoreVersionException">A newer program has written the database.</exception>
    public static Task<IStore> OpenAsync(StoreSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Factories.TryGetValue(settings.Name, out var factory)
            ? factory(settings, time, cancellationToken)
            : throw new ArgumentException(
                $"store name '{settings.Name}' must be one of: {string.Join(", ", Names)}", nameof(settings));
    }
}
