namespace ActorBots.Storage.Mongo;

/// <summary>A document in the database is not what the engine wrote. The message names the collection, the document, the field and what is allowed.</summary>
public sealed class StoreDocumentException : Exception
{
    /// <summary>Says which document and why.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="innerException">What the conversion said; absent when the check was our own.</param>
    public StoreDocumentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
