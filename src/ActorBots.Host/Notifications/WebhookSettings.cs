namespace ActorBots.Host.Notifications;

/// <summary>How webhooks are sent.</summary>
public sealed record WebhookSettings
{
    /// <summary>How long one attempt may take, from connecting to the answer's headers; 100 ms to 5 min.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether plain http may leave the machine. Without it http goes to loopback only, so that a bot's document can neither make the node
    /// talk in clear text nor reach the plain-http services of its network (such as a cloud's metadata service). Addresses in https are not
    /// restricted further: keep nodes behind an egress policy where the authors of bot documents are not trusted.
    /// </summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>The <c>User-Agent</c> header.</summary>
    public string UserAgent { get; init; } = "ActorBots/1";

    /// <summary>Refuses settings that are not usable.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message lists all that are.</exception>
    internal void ThrowIfUnusable()
    {
        var problems = new List<string>();
        if (RequestTimeout < TimeSpan.FromMilliseconds(100) || RequestTimeout > TimeSpan.FromMinutes(5))
            problems.Add($"webhooks.request-timeout is {RequestTimeout}; it must be 100 ms to 5 min");
        if (string.IsNullOrWhiteSpace(UserAgent) || UserAgent.Any(char.IsControl))
            problems.Add("webhooks.user-agent must be one line of text");
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("; ", problems));
    }
}
