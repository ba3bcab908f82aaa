using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Host.Nodes;
using ActorBots.Host.Settings;
using ActorBots.Storage;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Sqlite;
using MongoDB.Driver;

namespace ActorBots.Host.Commands;

/// <summary>Looks at a node's store and judges what is there.</summary>
internal static class StoreFindings
{
    private const string StartANode = "start a node of this version once: it makes what is missing";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Looks at the store of some settings; changes nothing.</summary>
    public static async Task<ImmutableArray<StoreFinding>> LookAsync(NodeSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.Mongo is not { } mongo)
        {
            return [.. NodeStorage.Files(settings).SelectMany(file => SqliteInspection.Look(file))];
        }

        using var connection = MongoConnection.Create(mongo);
        try
        {
            return [.. Of(await MongoInspection.LookAsync(connection, time, cancellationToken), connection)];
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            var found = e is MongoAuthenticationException ? "refuses the user or the password" : "does not answer";
            return [new StoreFinding($"server {connection.Hosts}", found, IsFine: false, "check address, network and credentials")];
        }
    }

    private static IEnumerable<StoreFinding> Of(MongoInspection found, MongoConnection connection) =>
    [
        new($"server {connection.Hosts}", Text($"answers after {found.RoundTrip.TotalMilliseconds:0} ms")),
        new("version", found.ServerVersion),
        new("topology", Text($"{(found.ReplicaSet.Length == 0 ? "no replica set" : $"replica set {found.ReplicaSet}")}, transactions {(found.OffersTransactions ? "yes" : "no")}")),
        new("write concern", found.WriteConcern),
        new("read concern", found.ReadConcern),
        Judged(
            "clock",
            Text($"the server is {found.ClockOffset.TotalMilliseconds:0} ms ahead, measured to ±{found.RoundTrip.TotalMilliseconds / 2:0} ms"),
            found.ClockOffset.Duration() <= ClockTolerance,
            Text($"let both follow the same time source; more than {ClockTolerance.TotalSeconds:0} s misleads people, leases live by the server's clock alone")),
        Judged(
            $"schema version of '{connection.Database.DatabaseNamespace.DatabaseName}'",
            Text($"{found.SchemaVersion} of {found.KnownSchemaVersion}"),
            found.SchemaVersion == found.KnownSchemaVersion,
            found.SchemaVersion > found.KnownSchemaVersion ? "use a newer program" : StartANode),
        Judged(
            "indexes",
            found.MissingIndexes.IsEmpty ? "all there" : $"missing: {string.Join(", ", found.MissingIndexes)}",
            found.MissingIndexes.IsEmpty,
            StartANode),
        Judged("bots that nothing can name", Text($"{found.UnnameableBots}"), found.UnnameableBots == 0, "give them an _id that is a string or an ObjectId"),
    ];

    private static StoreFinding Judged(string what, string found, bool isFine, string advice) => new(what, found, isFine, isFine ? string.Empty : advice);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
