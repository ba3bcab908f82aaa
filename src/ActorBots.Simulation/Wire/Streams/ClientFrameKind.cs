namespace ActorBots.Simulation.Wire.Streams;

/// <summary>What kind of frame a client sent, by the protocol's own numbers.</summary>
internal enum ClientFrameKind
{
    /// <summary>The first frame of a text message.</summary>
    Text = 1,

    /// <summary>The first frame of a binary message.</summary>
    Binary = 2,

    /// <summary>The start of a closing handshake.</summary>
    Close = 8,

    /// <summary>A ping of the protocol, not of the application.</summary>
    Ping = 9,

    /// <summary>A pong of the protocol.</summary>
    Pong = 10,
}
