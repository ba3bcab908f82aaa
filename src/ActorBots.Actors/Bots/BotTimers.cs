using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>Something that a bot does again and again, or after a while.</summary>
internal abstract record BotDue : INoSerializationVerificationNeeded;

/// <summary>A bot should say that it lives.</summary>
internal sealed record HeartbeatDue : BotDue
{
    public static readonly HeartbeatDue Instance = new();
}

/// <summary>The account gateway has not answered.</summary>
internal sealed record AttachDue : BotDue
{
    public static readonly AttachDue Instance = new();
}

/// <summary>The bot should compare itself with the venue.</summary>
internal sealed record ReconcileDue : BotDue
{
    public static readonly ReconcileDue Instance = new();
}

/// <summary>A partly filled entry has waited long enough for its stop.</summary>
internal sealed record ProtectionDue : BotDue
{
    public static readonly ProtectionDue Instance = new();
}

/// <summary>Orders whose outcome is unknown for too long should be asked for.</summary>
internal sealed record OutcomeDue : BotDue
{
    public static readonly OutcomeDue Instance = new();
}

/// <summary>Settled notifications should be journaled.</summary>
internal sealed record SettlementDue : BotDue
{
    public static readonly SettlementDue Instance = new();
}

/// <summary>Commands have waited long enough for their account's answer.</summary>
internal sealed record AnswerDue : BotDue
{
    public static readonly AnswerDue Instance = new();
}

/// <summary>The outbox should be offered again.</summary>
internal sealed record OutboxDue : BotDue
{
    public static readonly OutboxDue Instance = new();
}

/// <summary>The bot should leave memory if nothing needs it.</summary>
internal sealed record IdleDue : INoSerializationVerificationNeeded
{
    public static readonly IdleDue Instance = new();
}

/// <summary>The bot has waited long enough for its orders under way.</summary>
internal sealed record DrainDue : INoSerializationVerificationNeeded
{
    public static readonly DrainDue Instance = new();
}
