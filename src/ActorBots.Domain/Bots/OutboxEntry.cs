namespace ActorBots.Domain.Bots;

/// <summary>A business event that waits for its delivery.</summary>
/// <param name="Number">The running number of the bot's notifications, from 1 without gaps.</param>
/// <param name="EventType">The event's name, such as <c>POSITION_OPENED</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Payload">The body: compact JSON, made once, so that a retry after a restart sends the same bytes.</param>
public sealed record OutboxEntry(long Number, string EventType, DateTimeOffset At, string Payload);
