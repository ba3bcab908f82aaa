using System.Globalization;

namespace ActorBots.Domain.Instruments;

/// <summary>An amount of quote currency (USDT); may be negative where it is a result or a change.</summary>
/// <param name="Value">Quote units.</param>
public readonly record struct Money(decimal Value) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <inheritdoc />
    public int CompareTo(Money other) => Value.CompareTo(other.Value);

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(left.Value - right.Value);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money money) => new(-money.Value);

    /// <summary>The amount scaled by a dimensionless factor.</summary>
    public static Money operator *(Money money, decimal factor) => new(money.Value * factor);

    /// <summary>The amount divided by a dimensionless divisor.</summary>
    public static Money operator /(Money money, decimal divisor) => new(money.Value / divisor);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>The amount as a plain decimal without exponent.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
