namespace ActorBots.Protocol;

/// <summary>Marks what crosses nodes or is stored; bound to the one serializer.</summary>
public interface IProtocolMessage;
