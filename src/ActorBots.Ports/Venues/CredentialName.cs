namespace ActorBots.Ports.Venues;

/// <summary>The names that stand for secrets. A name outside the shape stands for nothing, so it can neither leave a folder nor be printed.</summary>
public static class CredentialName
{
    /// <summary>The longest name.</summary>
    public const int MaxLength = 63;

    /// <summary>The shape, for messages to people.</summary>
    public const string Shape = "1 to 63 characters of a-z, 0-9 and -";

    /// <summary>Whether a text has the shape of a name.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: >= 1 and <= MaxLength } && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
