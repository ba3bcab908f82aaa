namespace ActorBots.MongoServer.Engine;

/// <summary>The engine could not be prepared or started; the message says what to do.</summary>
internal sealed class EngineException(string message) : Exception(message);
