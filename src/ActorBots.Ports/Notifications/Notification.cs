namespace ActorBots.Ports.Notifications;

/// <summary>A business event on its way to the backend.</summary>
public sealed record Notification
{
    /// <summary>Stable over retries and restarts: <c>&lt;bot id&gt;-n&lt;number&gt;</c>.</summary>
    public required string NotificationId { get; init; }

    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>The running number of the bot's notifications, from 1 without gaps; the order of delivery.</summary>
    public required long Number { get; init; }

    /// <summary>The event's name, such as <c>POSITION_OPENED</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>Where it goes: an absolute http or https address.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The name of the signing secret; absent when the endpoint wants no signature.</summary>
    public string? SecretName { get; init; }

    /// <summary>The body: compact JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>The endpoint for logs and people: scheme, host, port and path, without user info, query and fragment.</summary>
    public string EndpointText =>
        Endpoint.IsAbsoluteUri
            ? Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "(relative address)";

    /// <summary>A text without payload, query and user info: either may carry a secret.</summary>
    public override string ToString() => $"{NotificationId} {EventType} to {EndpointText}";
}
