namespace ActorBots.MongoServer.Wire;

/// <summary>One message as it came: the header's numbers and everything behind the header.</summary>
internal sealed record WireMessage(int RequestId, OpCode OpCode, ReadOnlyMemory<byte> Payload);
