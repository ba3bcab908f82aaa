using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Sizing;

/// <summary>How large an entry is, after rounding to what the venue trades.</summary>
public sealed record SizedEntry
{
    /// <summary>Nothing: the entry is too small to be made.</summary>
    public static SizedEntry None { get; } = new() { Quantity = Quantity.Zero, Margin = Money.Zero, Notional = Money.Zero };

    /// <summary>Base units, on the instrument's step; zero when the entry is too small to be made.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Margin that this quantity needs: notional ÷ leverage, quote currency; never above the intended margin.</summary>
    public required Money Margin { get; init; }

    /// <summary>Value of this quantity at the expected price, quote currency.</summary>
    public required Money Notional { get; init; }
}
