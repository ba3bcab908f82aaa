namespace ActorBots.Venues.Transport;

/// <summary>What a call does at the venue, which decides what an error means and whether the call may be repeated.</summary>
internal enum CallEffect
{
    /// <summary>Asks; may be repeated freely.</summary>
    Query,

    /// <summary>Sets something to a value; repeating it changes nothing.</summary>
    Setting,

    /// <summary>Creates, amends or cancels an order; sent once, repeated only when the venue clearly did not execute it.</summary>
    Order,
}
