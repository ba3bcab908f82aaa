namespace ActorBots.Venues.Transport;

/// <summary>A message of the venue says something that must be understood and is not.</summary>
/// <param name="message">Which field, which value.</param>
internal sealed class WireFormatException(string message) : Exception(message);
