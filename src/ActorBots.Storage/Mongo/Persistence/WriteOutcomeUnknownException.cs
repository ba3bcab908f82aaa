namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// A write got no answer in time. It may have been stored, or be stored later: recovery finds it then, or the next write conflicts with it.
/// </summary>
public sealed class WriteOutcomeUnknownException : Exception
{
    /// <summary>Says which write.</summary>
    public WriteOutcomeUnknownException(string persistenceId, long firstSequenceNr, Exception? cause)
        : base($"whether the write of {persistenceId} from event {firstSequenceNr} on was stored is not known: MongoDB did not confirm it in time", cause)
    {
    }
}
