namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>A write was given up before it was sent; nothing of it is stored.</summary>
public sealed class WriteNotSentException : Exception
{
    /// <summary>Says which write, and why.</summary>
    public WriteNotSentException(string persistenceId, long firstSequenceNr, string reason)
        : base($"the write of {persistenceId} from event {firstSequenceNr} on was not sent: {reason}")
    {
    }
}
