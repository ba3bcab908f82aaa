namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Another writer stored an event of the same persistence id and sequence number: the writer that gets this must stop and recover.</summary>
public sealed class WriteConflictException : Exception
{
    /// <summary>Says where the writers met.</summary>
    public WriteConflictException(string persistenceId, long sequenceNr)
        : base($"another writer stored event {sequenceNr} of {persistenceId}")
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
    }

    /// <summary>The persistent actor's id.</summary>
    public string PersistenceId { get; }

    /// <summary>The number that both wrote.</summary>
    public long SequenceNr { get; }
}
