using ActorBots.Host.Credentials;
using ActorBots.Host.Notifications;
using ActorBots.Ports.Notifications;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Tests.Notifications;

/// <summary>Webhooks and their signing secret.</summary>
internal static class SomeWebhook
{
    /// <summary>The secret of the examples of Standard Webhooks.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string SecretName = "backend";

    public static InMemoryCredentialProvider Credentials { get; } = new(
        new Dictionary<string, VenueCredentials>(),
        new Dictionary<string, string> { [SecretName] = Secret, ["bad"] = "whsec_%%%" });

    public static Notification Of(Uri endpoint, long number = 1, string botId = "btc-dip-1") => new()
    {
        NotificationId = $"{botId}-n{number}",
        BotId = botId,
        Number = number,
        EventType = "POSITION_OPENED",
        Endpoint = endpoint,
        SecretName = SecretName,
        Payload = $$"""{"event":"POSITION_OPENED","number":{{number}},"name":"größe €","price":"89500.10"}""",
    };

    public static WebhookChannel Channel(TimeProvider? time = null, WebhookSettings? settings = null) =>
        new(Credentials, time ?? TimeProvider.System, settings ?? new WebhookSettings());
}
