using ActorBots.Protocol.Serialization;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>The serializer without an actor system, which its format does not depend on.</summary>
internal static class Codec
{
    public static ActorBotsSerializer Serializer { get; } = new(null!);

    public static T RoundTrip<T>(T value)
        where T : notnull
        => (T)Serializer.FromBinary(Serializer.ToBinary(value), Serializer.Manifest(value));
}
