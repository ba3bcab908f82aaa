using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>One reading of an account, and what it says about each bot that asked; how the account stands is still to be added.</summary>
/// <param name="Book">The claims that were known before the reading.</param>
/// <param name="Positions">The venue's positions, read first.</param>
/// <param name="OpenOrders">The working orders, read after them.</param>
/// <param name="Answers">What concerns each bot that asked.</param>
internal sealed record AccountRead(
    HoldingBook Book,
    ImmutableArray<VenuePosition> Positions,
    ImmutableArray<OrderReport> OpenOrders,
    ImmutableArray<(AccountCommand.Reconcile Request, VenueSnapshot Snapshot)> Answers) : INoSerializationVerificationNeeded
{
    /// <summary>All instruments in which the account has something.</summary>
    public IEnumerable<InstrumentId> Instruments => Positions.Select(p => p.Instrument).Concat(OpenOrders.Select(o => o.Instrument));

    /// <summary>What was read of one instrument.</summary>
    public InstrumentReading Of(InstrumentId instrument)
    {
        var position = Positions.FirstOrDefault(p => p.Instrument == instrument);
        return new InstrumentReading
        {
            Instrument = instrument,
            NetQuantity = position?.NetQuantity ?? 0m,
            ShortLeg = new Quantity(position?.ShortLegQuantity ?? 0m),
            AverageEntryPrice = position?.AverageEntryPrice,
            OpenOrders = [.. OpenOrders.Where(o => o.Instrument == instrument)],
        };
    }
}
