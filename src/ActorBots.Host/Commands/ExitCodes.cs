namespace ActorBots.Host.Commands;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Done as asked.</summary>
    public const int Done = 0;

    /// <summary>Something broke, or the figures are not as they must be.</summary>
    public const int Failed = 1;

    /// <summary>What was asked for cannot be done: a wrong option, file, value or port. Nothing was changed.</summary>
    public const int Refused = 2;
}
