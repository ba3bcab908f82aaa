using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Tests.Notifications;

/// <summary>Notifications as a bot makes them.</summary>
internal static class SomeNotification
{
    public const string Endpoint = "https://backend.test/hook";

    public static Notification Of(string botId, long number, string endpoint = Endpoint) => new()
    {
        NotificationId = $"{botId}-n{number}",
        BotId = botId,
        Number = number,
        EventType = "POSITION_OPENED",
        Endpoint = new Uri(endpoint),
        Payload = $$"""{"number":{{number}}}""",
    };
}
