using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Strategies;

/// <summary>A strategy's wish to enter, before sizing and risk.</summary>
public sealed record EntrySignal
{
    /// <summary>The price that gave the signal.</summary>
    public required Price Price { get; init; }

    /// <summary>Depth of the dip: (recent high − price) ÷ ATR.</summary>
    public required decimal DipAtr { get; init; }

    /// <summary>Average true range at the signal, price units; positive.</summary>
    public required decimal Atr { get; init; }

    /// <summary>The recent high that the depth is measured from.</summary>
    public required Price RecentHigh { get; init; }
}
