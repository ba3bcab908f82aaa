namespace ActorBots.MongoServer;

internal sealed record FrontOptions
{
    /// <summary>Zero takes a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Where the front keeps its clock and term.</summary>
    public required string StateFolder { get; init; }

    public required bool IsReplicaSet { get; init; }

    /// <summary>A transaction that does nothing for so long is rolled back; mongod's default.</summary>
    public TimeSpan TransactionIdleLimit { get; init; } = TimeSpan.FromSeconds(60);
}
