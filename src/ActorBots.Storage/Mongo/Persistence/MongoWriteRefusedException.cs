using System.Globalization;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>MongoDB refused an event for good: nothing of the write is stored.</summary>
public sealed class MongoWriteRefusedException : Exception
{
    /// <summary>Says which event, and the server's reason.</summary>
    public MongoWriteRefusedException(string persistenceId, long sequenceNr, int code, string reason)
        : base(string.Create(CultureInfo.InvariantCulture, $"MongoDB refused event {sequenceNr} of {persistenceId} (code {code}): {reason}"))
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Code = code;
    }

    /// <summary>The persistent actor's id.</summary>
    public string PersistenceId { get; }

    /// <summary>The event's number.</summary>
    public long SequenceNr { get; }

    /// <summary>The server's error code.</summary>
    public int Code { get; }
}
