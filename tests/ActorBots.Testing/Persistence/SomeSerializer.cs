using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBots.Testing.Persistence;

/// <summary>Serializes the test payloads; refuses <see cref="UnserializablePayload"/>.</summary>
public sealed class SomeSerializer : SerializerWithStringManifest
{
    private const string Actor = "actor";
    private const string Marked = "marked";
    private const string WithManifest = "manifest";

    public SomeSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    public override int Identifier => 77_123;

    /// <summary>Binds it.</summary>
    internal static string Settings => $$"""
        akka.actor {
          serializers.some = "{{typeof(SomeSerializer).FullName}}, ActorBots.Testing"
          serialization-bindings {
            "{{typeof(ActorPayload).FullName}}, ActorBots.Testing" = some
            "{{typeof(MarkedPayload).FullName}}, ActorBots.Testing" = some
            "{{typeof(ManifestPayload).FullName}}, ActorBots.Testing" = some
            "{{typeof(UnserializablePayload).FullName}}, ActorBots.Testing" = some
          }
        }
        """;

    public override string Manifest(object o) => o switch
    {
        ActorPayload => Actor,
        MarkedPayload => Marked,
        ManifestPayload => WithManifest,
        _ => string.Empty,
    };

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(obj switch
    {
        ActorPayload payload => Serialization.SerializedActorPath(payload.Actor),
        MarkedPayload payload => $".{payload.Text}",
        ManifestPayload payload => $".{payload.Text}",
        _ => throw new NotSupportedException($"{obj.GetType().Name} cannot be serialized"),
    });

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        Actor => new ActorPayload(system.Provider.ResolveActorRef(Encoding.UTF8.GetString(bytes))),
        Marked => new MarkedPayload($"{Encoding.UTF8.GetString(bytes)}."),
        WithManifest => new ManifestPayload($"{Encoding.UTF8.GetString(bytes)}."),
        _ => throw new NotSupportedException($"manifest '{manifest}' is not known"),
    };
}
