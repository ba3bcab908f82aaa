namespace ActorBots.Host.Copying;

/// <summary>A copy cannot be made or went wrong. The message is one sentence for the operator.</summary>
internal sealed class CopyException : Exception
{
    public CopyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
