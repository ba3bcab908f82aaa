using Google.Protobuf;

namespace ActorBots.Protocol.Serialization;

/// <summary>How one type stands on the wire and in the journal.</summary>
/// <param name="Type">The type.</param>
/// <param name="Manifest">Its name beside the bytes; never changes.</param>
/// <param name="ToWire">Makes the wire message.</param>
/// <param name="Parse">Reads the wire message.</param>
/// <param name="FromWire">Makes the value; the wire message lacks no required field.</param>
internal sealed record WireForm(
    Type Type, string Manifest, Func<object, IMessage> ToWire, Func<byte[], IMessage> Parse, Func<IMessage, object> FromWire)
{
    public static WireForm Of<TValue, TWire>(string manifest, Func<TValue, TWire> toWire, Func<TWire, TValue> fromWire)
        where TValue : notnull
        where TWire : IMessage<TWire>, new()
    {
        var parser = new MessageParser<TWire>(() => new TWire());
        return new WireForm(
            typeof(TValue),
            manifest,
            value => toWire((TValue)value),
            bytes => parser.ParseFrom(bytes),
            wire => fromWire((TWire)wire));
    }
}
