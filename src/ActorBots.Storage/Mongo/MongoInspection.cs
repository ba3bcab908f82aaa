using System.Collections.Immutable;
using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Looks at a MongoDB server and the engine's database without changing anything.</summary>
public static class MongoInspection
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Looks at everything; the first finding says whether the server answers, and is the only one when it does not.</summary>
    public static async Task<ImmutableArray<StoreFinding>> LookAsync(MongoConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            // The first call also connects; the clock and the latency are read by the second.
            await RunAsync(connection, "ping", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            return [new StoreFinding($"server {connection.Hosts}", e is MongoAuthenticationException ? "refuses the user or the password" : "does not answer", IsFine: false, "check address, network and credentials")];
        }

        var (began, asked) = (time.GetTimestamp(), time.GetUtcNow());
        var hello = await RunAsync(connection, "hello", cancellationToken).ConfigureAwait(false);
        var latency = time.GetElapsedTime(began);
        var version = await RunAsync(connection, "buildInfo", cancellationToken).ConfigureAwait(false);
        return
        [
            new($"server {connection.Hosts}", string.Create(CultureInfo.InvariantCulture, $"answers after {latency.TotalMilliseconds:0} ms")),
            new("version", version.GetValue("version", "unknown").AsString),
            await TopologyAsync(connection, hello, cancellationToken).ConfigureAwait(false),
            .. Concerns(connection.Database.Settings),
            Clock(hello, asked, latency),
            .. await MongoDatabaseInspection.LookAsync(connection.Database, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<StoreFinding> TopologyAsync(MongoConnection connection, BsonDocument hello, CancellationToken cancellationToken)
    {
        var transactions = await connection.OffersTransactionsAsync(cancellationToken).ConfigureAwait(false);
        return hello.TryGetValue("setName", out var name)
            ? new StoreFinding("topology", $"replica set {name}, transactions {(transactions ? "yes" : "no")}")
            : new StoreFinding("topology", $"no replica set, transactions {(transactions ? "yes" : "no")}");
    }

    private static IEnumerable<StoreFinding> Concerns(MongoDatabaseSettings settings) =>
    [
        new("write concern", $"{settings.WriteConcern.W}, journaled {(settings.WriteConcern.Journal == true ? "yes" : "no")}"),
        new("read concern", $"{settings.ReadConcern.Level?.ToString() ?? "server's default"}, from {settings.ReadPreference.ReadPreferenceMode}"),
    ];

    /// <summary>The server's clock against ours in the middle of the call. Leases live by the server's clock alone, people read both.</summary>
    private static StoreFinding Clock(BsonDocument hello, DateTimeOffset asked, TimeSpan latency)
    {
        if (!hello.TryGetValue("localTime", out var theirs))
        {
            return new StoreFinding("clock", "the server does not tell");
        }

        var offset = new DateTimeOffset(theirs.ToUniversalTime(), TimeSpan.Zero) - (asked + (latency / 2));
        var isFine = offset.Duration() <= ClockTolerance;
        return new StoreFinding(
            "clock",
            string.Create(CultureInfo.InvariantCulture, $"the server is {offset.TotalMilliseconds:0} ms ahead, measured to ±{latency.TotalMilliseconds / 2:0} ms"),
            isFine,
            isFine ? string.Empty : $"let both follow the same time source; more than {ClockTolerance.TotalSeconds:0} s misleads people");
    }

    private static Task<BsonDocument> RunAsync(MongoConnection connection, string command, CancellationToken cancellationToken) =>
        connection.Database.RunCommandAsync((Command<BsonDocument>)new BsonDocument(command, 1), cancellationToken: cancellationToken);
}
