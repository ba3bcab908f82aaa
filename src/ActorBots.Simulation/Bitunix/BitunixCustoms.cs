using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Bitunix;

/// <summary>How an exchange behaves behind Bitunix's wire.</summary>
public static class BitunixCustoms
{
    /// <summary>
    /// A fired TP/SL order makes another order; ids are growing numbers; funding is exact, because Bitunix has no ledger of payments and clients
    /// compute them from the rate history.
    /// </summary>
    public static VenueCustoms Value { get; } = new()
    {
        FiredProtection = FiredProtection.MakesChild,
        Ids = IdShape.Number,
        ExactFunding = true,
    };
}
