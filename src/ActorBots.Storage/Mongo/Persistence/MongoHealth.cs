using Akka.Persistence;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Asks the server itself: Akka's own check looks at the circuit breaker only, which says nothing before the first failures.</summary>
internal static class MongoHealth
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public static async Task<PersistenceHealthCheckResult> CheckAsync(
        IMongoDatabase database, Func<CancellationToken, Task<PersistenceHealthCheckResult>> ofAkka, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            await database.RunCommandAsync((Command<BsonDocument>)new BsonDocument("ping", 1), cancellationToken: bound.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MongoException or TimeoutException or OperationCanceledException)
        {
            return new PersistenceHealthCheckResult(
                PersistenceHealthStatus.Unhealthy, $"MongoDB did not answer a ping within {Bound.TotalSeconds} s ({e.GetType().Name})", null, null);
        }

        return await ofAkka(cancellationToken).ConfigureAwait(false);
    }
}
