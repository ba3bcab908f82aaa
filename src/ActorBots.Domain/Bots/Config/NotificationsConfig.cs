using System.Collections.Immutable;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Where and what a bot tells its backend; <c>config.notifications</c>.</summary>
public sealed record NotificationsConfig
{
    /// <summary>The names of all business events.</summary>
    public static ImmutableArray<string> KnownEvents { get; } =
    [
        "BOT_STARTED", "POSITION_OPENED", "POSITION_CLOSED", "BOT_STOPPED", "BOT_ERROR",
        "BOT_PAUSED", "BOT_RESUMED", "BOT_DEGRADED", "ORDER_REJECTED", "CONFIG_RELOADED",
        "ACCOUNT_MISMATCH", "ACCOUNT_MATCHED",
    ];

    /// <summary>
    /// The endpoint; <c>webhook_url</c>, an absolute http or https address without user and password; absent means none.
    /// </summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>
    /// The name under which the signing secret is kept, never the secret; <c>webhook_secret</c>,
    /// 1 to 63 characters of <c>[a-z0-9-]</c>.
    /// </summary>
    public string? WebhookSecret { get; init; }

    /// <summary>
    /// The events that are told, in the order given; <c>events</c>, each one of <see cref="KnownEvents"/>; empty (the default)
    /// means all.
    /// </summary>
    public ImmutableArray<string> Events
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Whether both say the same, event by event.</summary>
    public bool Equals(NotificationsConfig? other) =>
        other is not null
        && WebhookUrl == other.WebhookUrl
        && WebhookSecret == other.WebhookSecret
        && Events.AsSpan().SequenceEqual(other.Events.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(WebhookUrl);
        hash.Add(WebhookSecret, StringComparer.Ordinal);
        foreach (var name in Events)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
