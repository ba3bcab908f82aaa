using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.Serialization;

namespace ActorBots.Protocol.Serialization;

/// <summary>The two names of each member of an enum: the code's and the wire's. Neither side's numbers are trusted to be the other's.</summary>
/// <typeparam name="TDomain">The code's enum.</typeparam>
/// <typeparam name="TWire">The wire's enum; its UNSPECIFIED zero is never mapped.</typeparam>
internal sealed class EnumMap<TDomain, TWire>
    where TDomain : struct, Enum
    where TWire : struct, Enum
{
    private readonly FrozenDictionary<TDomain, TWire> _toWire;
    private readonly FrozenDictionary<TWire, TDomain> _fromWire;

    public EnumMap(params (TDomain Domain, TWire Wire)[] pairs)
    {
        _toWire = pairs.ToFrozenDictionary(p => p.Domain, p => p.Wire);
        _fromWire = pairs.ToFrozenDictionary(p => p.Wire, p => p.Domain);
    }

    /// <exception cref="SerializationException">The member has no wire number.</exception>
    public TWire Write(TDomain value) => _toWire.TryGetValue(value, out var wire)
        ? wire
        : throw new SerializationException($"{typeof(TDomain).Name} {value} has no number on the wire");

    /// <exception cref="SerializationException">The number is unknown here.</exception>
    public TDomain Read(TWire wire) => _fromWire.TryGetValue(wire, out var value)
        ? value
        : throw new SerializationException(
            $"{typeof(TDomain).Name} number {Convert.ToInt64(wire, CultureInfo.InvariantCulture)} is unknown");
}
