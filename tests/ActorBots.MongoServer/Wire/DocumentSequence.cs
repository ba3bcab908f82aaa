namespace ActorBots.MongoServer.Wire;

/// <summary>A section of kind 1: documents of one field of the command, one behind the other, as they came.</summary>
internal sealed record DocumentSequence(string Field, Memory<byte> Documents);
