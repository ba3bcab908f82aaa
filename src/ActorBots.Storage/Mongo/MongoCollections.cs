namespace ActorBots.Storage.Mongo;

/// <summary>The names of the collections that the store makes.</summary>
internal static class MongoCollections
{
    public const string Bots = "bots";
    public const string Positions = "positions";
    public const string Trades = "trades";
    public const string DeadLetters = "webhook_dead_letters";
    public const string Projections = "projections";
    public const string Credentials = "credentials";
    public const string SchemaVersions = "schema_versions";
}
