namespace ActorBots.Venues.Transport;

/// <summary>A stream's connection is of no more use; the loop reconnects.</summary>
/// <param name="message">Why, for people; without secrets.</param>
/// <param name="inner">What caused it.</param>
internal sealed class StreamBrokenException(string message, Exception? inner = null) : Exception(message, inner);
