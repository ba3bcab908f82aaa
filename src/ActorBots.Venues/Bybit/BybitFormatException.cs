namespace ActorBots.Venues.Bybit;

/// <summary>A message of the venue says something that must be understood and is not.</summary>
/// <param name="message">Which field, which value.</param>
internal sealed class BybitFormatException(string message) : Exception(message);
