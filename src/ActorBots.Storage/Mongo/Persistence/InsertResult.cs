namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>What became of one attempt.</summary>
internal enum InsertResult
{
    /// <summary>Everything is stored.</summary>
    Stored,

    /// <summary>An id was taken; nothing of the attempt is stored.</summary>
    Duplicate,

    /// <summary>Not known, or to be tried again.</summary>
    Undecided,
}
