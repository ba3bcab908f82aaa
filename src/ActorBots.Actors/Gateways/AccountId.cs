namespace ActorBots.Actors.Gateways;

/// <summary>The id of an account gateway: venue and account name joined by a dot.</summary>
/// <param name="Venue">The venue's name.</param>
/// <param name="Account">The name of the credentials.</param>
public sealed record AccountId(string Venue, string Account)
{
    /// <summary>The two parts of an id.</summary>
    /// <exception cref="FormatException">The text is not such an id.</exception>
    public static AccountId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < text.Length - 1
            ? new AccountId(text[..dot], text[(dot + 1)..])
            : throw new FormatException($"account id '{text}' must be <venue>.<account>");
    }

    /// <summary>The id as text.</summary>
    public override string ToString() => $"{Venue}.{Account}";
}
