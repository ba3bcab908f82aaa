namespace ActorBots.Simulation.Wire.Streams;

/// <summary>How long a stream connection may be quiet before it is cut; absent = for ever.</summary>
/// <param name="MaxIdle">Without frames in either direction.</param>
/// <param name="MaxSilence">Without frames of the client, whatever is sent to it.</param>
internal readonly record struct StreamLimits(TimeSpan? MaxIdle = null, TimeSpan? MaxSilence = null);
