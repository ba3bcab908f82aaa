using System.Globalization;

namespace ActorBots.Domain.Instruments;

/// <summary>An amount of base currency (BTC in BTCUSDT). Never negative; the side is told elsewhere.</summary>
/// <param name="Value">Base units; zero or more.</param>
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>
{
    /// <summary>No quantity.</summary>
    public static Quantity Zero => default;

    /// <summary>Whether this is nothing.</summary>
    public bool IsZero => Value == 0m;

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>The difference; the caller makes sure that it is not negative.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>The value of this quantity at a price, quote currency; exact.</summary>
    public static Money operator *(Quantity quantity, Price price) => price * quantity;

    /// <summary>Whether the left quantity is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Whether the left quantity is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Whether the left quantity is smaller or equal.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Whether the left quantity is larger or equal.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <summary>The smaller of two quantities.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    /// <summary>The quantity as a plain decimal without exponent.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
