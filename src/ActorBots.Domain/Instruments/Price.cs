using System.Globalization;

namespace ActorBots.Domain.Instruments;

/// <summary>A price: quote currency for one unit of base currency (USDT per BTC).</summary>
/// <param name="Value">Quote per base; positive for every price that comes from a venue.</param>
public readonly record struct Price(decimal Value) : IComparable<Price>
{
    /// <inheritdoc />
    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    /// <summary>The value of a quantity at this price, quote currency; exact, never rounded.</summary>
    public static Money operator *(Price price, Quantity quantity) => new(price.Value * quantity.Value);

    /// <summary>The signed distance from <paramref name="right"/> to <paramref name="left"/>, in price units.</summary>
    public static decimal operator -(Price left, Price right) => left.Value - right.Value;

    /// <summary>The price moved up by a distance in price units.</summary>
    public static Price operator +(Price price, decimal distance) => new(price.Value + distance);

    /// <summary>The price moved down by a distance in price units.</summary>
    public static Price operator -(Price price, decimal distance) => new(price.Value - distance);

    /// <summary>Whether the left price is lower.</summary>
    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    /// <summary>Whether the left price is higher.</summary>
    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    /// <summary>Whether the left price is lower or equal.</summary>
    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    /// <summary>Whether the left price is higher or equal.</summary>
    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    /// <summary>The lower of two prices.</summary>
    public static Price Min(Price left, Price right) => left <= right ? left : right;

    /// <summary>The higher of two prices.</summary>
    public static Price Max(Price left, Price right) => left >= right ? left : right;

    /// <summary>The price as a plain decimal without exponent.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
