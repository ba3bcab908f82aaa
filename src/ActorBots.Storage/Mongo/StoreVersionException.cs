namespace ActorBots.Storage.Mongo;

/// <summary>A newer program has written the database. The message is one sentence that names both versions.</summary>
public sealed class StoreVersionException : Exception
{
    /// <summary>Says which versions.</summary>
    /// <param name="message">One sentence.</param>
    public StoreVersionException(string message)
        : base(message)
    {
    }
}
