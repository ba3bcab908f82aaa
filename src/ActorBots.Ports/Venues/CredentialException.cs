namespace ActorBots.Ports.Venues;

/// <summary>Credentials are there but unusable. The message names the account or secret and what is wrong, never a value.</summary>
public sealed class CredentialException : Exception
{
    /// <summary>Says which one and why.</summary>
    /// <param name="message">One sentence without any value.</param>
    /// <param name="innerException">What the file system said; absent when the check was our own.</param>
    public CredentialException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
