namespace ActorBots.Storage.Mongo;

/// <summary>Where MongoDB is.</summary>
public sealed record MongoSettings
{
    /// <summary>The database's name unless the connection string has one.</summary>
    public const string DefaultDatabase = "actorbots";

    /// <summary>MongoDB's connection string. A secret: it may hold a password, so it is in no log and no message.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The database; absent takes the connection string's, or <see cref="DefaultDatabase"/>.</summary>
    public string? Database { get; init; }

    /// <summary>The settings without the secret.</summary>
    public override string ToString() => $"MongoSettings {{ Database = {Database} }}";
}
