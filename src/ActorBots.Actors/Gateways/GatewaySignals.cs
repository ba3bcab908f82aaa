using ActorBots.Domain.Instruments;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>The account should be opened, or tried again.</summary>
internal sealed record OpenDue : INoSerializationVerificationNeeded
{
    public static readonly OpenDue Instance = new();
}

/// <summary>The account cannot be opened.</summary>
internal sealed record OpenFailed(string Code, string Message) : INoSerializationVerificationNeeded;

/// <summary>All bots of the account have had time to come.</summary>
internal sealed record GatheringDue : INoSerializationVerificationNeeded
{
    public static readonly GatheringDue Instance = new();
}

/// <summary>The venue's rules of an instrument that a bot trades.</summary>
internal sealed record InstrumentKnown(Instrument Instrument) : INoSerializationVerificationNeeded;

/// <summary>The private stream begins.</summary>
internal sealed record StreamStarted : INoSerializationVerificationNeeded
{
    public static readonly StreamStarted Instance = new();
}

/// <summary>The stream's message was taken.</summary>
internal sealed record StreamAck : INoSerializationVerificationNeeded
{
    public static readonly StreamAck Instance = new();
}

/// <summary>The private stream ended, which it should not.</summary>
internal sealed record StreamEnded(Exception? Cause) : INoSerializationVerificationNeeded;
