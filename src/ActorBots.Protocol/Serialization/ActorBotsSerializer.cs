using System.Runtime.Serialization;
using ActorBots.Domain.Bots;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;

namespace ActorBots.Protocol.Serialization;

/// <summary>
/// The one serializer of the cluster, of the journal and of the snapshots: protobuf bodies under short manifests. What it cannot write
/// whole it refuses to write, and what it cannot read whole it refuses to read: a field that is missing, a number that is not exact, an
/// enum member or a manifest that this version does not know end in a <see cref="SerializationException"/> that names it.
/// </summary>
/// <remarks>
/// Bind it with
/// <c>WithCustomSerializer("actorbots", ActorBotsSerializer.BoundTypes, system => new ActorBotsSerializer(system))</c>.
/// The format is extend-only; the rules are at the top of each file in <c>Wire</c>.
/// </remarks>
public sealed class ActorBotsSerializer : SerializerWithStringManifest
{
    /// <summary>The serializer's number beside all stored bytes; never changes.</summary>
    public const int SerializerId = 487;

    /// <summary>Makes the serializer of an actor system.</summary>
    /// <param name="system">The system that it belongs to.</param>
    public ActorBotsSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>The types to bind; each stands for all that derive from it.</summary>
    public static IEnumerable<Type> BoundTypes { get; } = [typeof(IProtocolMessage), typeof(BotEvent), typeof(BotState)];

    /// <inheritdoc />
    public override int Identifier => SerializerId;

    /// <inheritdoc />
    /// <exception cref="SerializationException">The type has no manifest.</exception>
    public override string Manifest(object o) => FormOf(o).Manifest;

    /// <inheritdoc />
    /// <exception cref="SerializationException">The type has no manifest, or the value has no form on the wire.</exception>
    public override byte[] ToBinary(object obj)
    {
        var form = FormOf(obj);
        try
        {
            var wire = form.ToWire(obj);
            Presence.Require(wire);
            return wire.ToByteArray();
        }
        catch (Exception e) when (e is SerializationException or ArgumentNullException)
        {
            throw new SerializationException($"cannot write {form.Type.Name} ({form.Manifest}): {e.Message}", e);
        }
    }

    /// <inheritdoc />
    /// <exception cref="SerializationException">The manifest is unknown, or the bytes are not a whole and exact value of it.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(manifest);
        if (!Manifests.ByManifest.TryGetValue(manifest, out var form))
        {
            throw new SerializationException($"manifest '{manifest}' is unknown to this version");
        }

        try
        {
            var wire = form.Parse(bytes);
            Presence.Require(wire);
            return form.FromWire(wire);
        }
        catch (Exception e) when (e is SerializationException or InvalidProtocolBufferException or ArgumentException)
        {
            throw new SerializationException($"cannot read {form.Type.Name} ({form.Manifest}): {e.Message}", e);
        }
    }

    private static WireForm FormOf(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Manifests.ByType.TryGetValue(value.GetType(), out var form)
            ? form
            : throw new SerializationException($"{value.GetType()} has no manifest");
    }
}
