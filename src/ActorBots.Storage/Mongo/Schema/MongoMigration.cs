using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Schema;

/// <summary>
/// One step from a version of the collections to the next. It can be run again after it broke off anywhere, and while nodes of the version
/// before still write.
/// </summary>
/// <param name="Description">What it does, for the operator.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record MongoMigration(string Description, Func<IMongoDatabase, CancellationToken, Task> RunAsync);
