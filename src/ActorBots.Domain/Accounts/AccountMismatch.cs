using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Accounts;

/// <summary>How the venue's account differs from the sum over its bots in one instrument. All figures may be nothing: then both agree.</summary>
public sealed record AccountMismatch
{
    /// <summary>How many foreign orders are named at most.</summary>
    public const int MaxOrders = 20;

    /// <summary>Which instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>What the venue says is held, base units; positive is long.</summary>
    public decimal NetQuantity { get; init; }

    /// <summary>What the bots hold together, base units.</summary>
    public Quantity BotsQuantity { get; init; }

    /// <summary>A long quantity that belongs to no bot, base units.</summary>
    public Quantity Excess { get; init; }

    /// <summary>What the bots believe to hold and the venue does not have, base units.</summary>
    public Quantity Shortage { get; init; }

    /// <summary>A short position, which no bot ever makes, base units.</summary>
    public Quantity Short { get; init; }

    /// <summary>The venue's ids of working orders that belong to no bot, sorted; at most <see cref="MaxOrders"/>.</summary>
    public ImmutableArray<string> ForeignOrders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Whether the venue and the bots agree.</summary>
    public bool IsNone => Excess.IsZero && Shortage.IsZero && Short.IsZero && ForeignOrders.IsEmpty;

    /// <summary>The difference for people.</summary>
    public string Sentence
    {
        get
        {
            var parts = new List<string>();
            AddQuantity(parts, Excess, "{0} belong to no bot");
            AddQuantity(parts, Shortage, "{0} of the bots are missing");
            AddQuantity(parts, Short, "{0} are held short");
            if (!ForeignOrders.IsEmpty)
            {
                parts.Add($"foreign orders {string.Join(", ", ForeignOrders)}");
            }

            var figures = string.Create(CultureInfo.InvariantCulture, $"{Instrument}: the venue holds {NetQuantity}, the bots {BotsQuantity}");
            return parts.Count == 0 ? figures : $"{figures}; {string.Join("; ", parts)}";
        }
    }

    /// <summary>Whether both are the same difference, whatever the bots did in the meantime.</summary>
    public bool IsSameAs(AccountMismatch? other) =>
        other is not null
        && (Instrument, Excess, Shortage, Short) == (other.Instrument, other.Excess, other.Shortage, other.Short)
        && ForeignOrders.SequenceEqual(other.ForeignOrders, StringComparer.Ordinal);

    /// <summary>Whether both have the same figures.</summary>
    public bool Equals(AccountMismatch? other) =>
        IsSameAs(other) && (NetQuantity, BotsQuantity) == (other!.NetQuantity, other.BotsQuantity);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Instrument, NetQuantity, BotsQuantity, Excess, Shortage, Short, ForeignOrders.Length);

    private static void AddQuantity(List<string> parts, Quantity quantity, string format)
    {
        if (!quantity.IsZero)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, format, quantity));
        }
    }
}
