using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Commands;

/// <summary>Which store a command line chose.</summary>
/// <param name="Mongo">Where MongoDB is; absent is SQLite in the data folder.</param>
internal sealed record StorageChoice(MongoSettings? Mongo);
