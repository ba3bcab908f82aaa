using System.Collections.Immutable;

namespace ActorBots.Domain.Bots.Config;

/// <summary>How large an entry is: the deeper the dip, the larger; smaller in a wild market. <c>config.sizing</c>.</summary>
public sealed record SizingConfig
{
    /// <summary>
    /// The table, shallowest dip first; <c>steps</c>, 1 to 20 rows with strictly ascending depth.
    /// Default: 1.0 → 5 %, 1.5 → 8 %, 2.0 → 12 %, 2.5 → 15 %. A dip above the first row is sized by the first row.
    /// </summary>
    /// <exception cref="ArgumentException">There is no row, or the rows do not ascend.</exception>
    public ImmutableArray<SizingStep> Steps
    {
        get;
        init => field = IsAscending(value)
            ? value
            : throw new ArgumentException("sizing steps must be one or more rows with strictly ascending depth", nameof(value));
    } = [new(1.0m, 0.05m), new(1.5m, 0.08m), new(2.0m, 0.12m), new(2.5m, 0.15m)];

    /// <summary>
    /// ATR ÷ price above which the market counts as wild, a rate; <c>high_volatility_rate</c>, greater than 0 and at most 1;
    /// default 0.03.
    /// </summary>
    public decimal HighVolatilityRate { get; init; } = 0.03m;

    /// <summary>
    /// Factor on the share in a wild market; <c>high_volatility_factor</c>, greater than 0 and at most 1; default 0.7.
    /// </summary>
    public decimal HighVolatilityFactor { get; init; } = 0.7m;

    /// <summary>Whether both say the same, row by row.</summary>
    public bool Equals(SizingConfig? other) =>
        other is not null
        && HighVolatilityRate == other.HighVolatilityRate
        && HighVolatilityFactor == other.HighVolatilityFactor
        && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(HighVolatilityRate);
        hash.Add(HighVolatilityFactor);
        foreach (var step in Steps)
        {
            hash.Add(step);
        }

        return hash.ToHashCode();
    }

    private static bool IsAscending(ImmutableArray<SizingStep> steps)
    {
        if (steps.IsDefaultOrEmpty)
        {
            return false;
        }

        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i].DipAtr <= steps[i - 1].DipAtr)
            {
                return false;
            }
        }

        return true;
    }
}
