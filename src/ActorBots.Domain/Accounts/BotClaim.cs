using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Accounts;

/// <summary>What a bot says that it has on its account. Told whenever it changes and with each comparison.</summary>
public sealed record BotClaim
{
    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>What it trades.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>What it holds, base units.</summary>
    public Quantity Open { get; init; }

    /// <summary>Rests of its closed positions that were too small to be sold, base units.</summary>
    public Quantity Dust { get; init; }

    /// <summary>Sum of price × quantity at which the open quantity was bought, quote currency; rounded to eight digits.</summary>
    public Money OpenCost { get; init; }

    /// <summary>Its budget, quote currency; zero once it is stopped and holds nothing.</summary>
    public Money Allocated { get; init; }

    /// <summary>Its orders that have not ended, by id.</summary>
    public ImmutableArray<ClientOrderId> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Whether none but untouched stops are live, so that what it holds can only change by these.</summary>
    public bool IsAtRest { get; init; }

    /// <summary>The claim of a registered bot.</summary>
    public static BotClaim Of(BotState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new BotClaim
        {
            BotId = state.Identity!.BotId,
            Instrument = state.Config!.Trading.Symbol,
            Open = new Quantity(state.OpenPositions.Sum(p => p.OpenQuantity.Value)),
            Dust = state.Dust,
            OpenCost = new Money(state.OpenPositions.Sum(p => decimal.Round(p.EntryCost.Value * p.OpenQuantity.Value / p.EntryQuantity.Value, 8))),
            Allocated = state is { IsStopped: true, IsFlat: true } ? Money.Zero : state.Config.Budget.AllocatedAmount,
            Orders = [.. state.Orders.Keys],
            IsAtRest = state.Orders.Values.All(o =>
                o is { Request.Purpose: OrderPurpose.ProtectiveStop, Filled.IsZero: true, ReportedEnd: null }),
        };
    }

    /// <summary>Whether both say the same, order by order.</summary>
    public bool Equals(BotClaim? other) =>
        other is not null
        && (BotId, Instrument, Open, Dust, OpenCost, Allocated, IsAtRest)
            == (other.BotId, other.Instrument, other.Open, other.Dust, other.OpenCost, other.Allocated, other.IsAtRest)
        && Orders.SequenceEqual(other.Orders);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(BotId, Instrument, Open, Dust, IsAtRest, Orders.Length);
}
