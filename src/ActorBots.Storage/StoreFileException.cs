namespace ActorBots.Storage;

/// <summary>A store file cannot be used. The message is one sentence for the operator that names the file and the reason.</summary>
public sealed class StoreFileException : Exception
{
    /// <summary>Says which file and why.</summary>
    /// <param name="message">One sentence that names the file and the reason.</param>
    /// <param name="innerException">What the driver or the file system said; absent when the check was our own.</param>
    public StoreFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
