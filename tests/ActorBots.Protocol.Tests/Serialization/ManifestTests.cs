using System.Text.RegularExpressions;
using ActorBots.Protocol.Serialization;
using Google.Protobuf.Reflection;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>What is stored for ever: manifests, field numbers, enum numbers. The lists in <c>Golden</c> are only ever added to.</summary>
public sealed partial class ManifestTests
{
    private static readonly FileDescriptor[] Files =
    [
        Wire.AccountsReflection.Descriptor, Wire.BotsReflection.Descriptor, Wire.ConfigReflection.Descriptor, Wire.EventsReflection.Descriptor,
        Wire.OrdersReflection.Descriptor, Wire.PositionsReflection.Descriptor, Wire.StateReflection.Descriptor,
    ];

    [Fact]
    public void Manifests_All_AreUniqueAndShort()
    {
        Assert.Distinct(Manifests.All.Select(f => f.Manifest));
        Assert.Distinct(Manifests.All.Select(f => f.Type));
        Assert.All(Manifests.All, form => Assert.Matches(Shape(), form.Manifest));
    }

    [Fact]
    public void SerializerId_Is487() => Assert.Equal(487, Codec.Serializer.Identifier);

    [Fact]
    public void Manifests_All_AreThoseOfTheCommittedList() =>
        GoldenFiles.AssertList("manifests.txt", Manifests.All.Select(f => $"{f.Manifest} {f.Type.FullName}"));

    [Fact]
    public void Schema_AllFieldsAndNumbers_AreThoseOfTheCommittedList() => GoldenFiles.AssertList("schema.txt", Schema());

    [Fact]
    public void Schema_EachSingleField_KnowsWhetherItIsThere() =>
        Assert.Empty(Messages().SelectMany(m => m.Fields.InDeclarationOrder()).Where(f => !f.IsRepeated && !f.HasPresence).Select(f => f.FullName));

    [Fact]
    public void Schema_NoNumber_IsBinaryFloatingPoint() => Assert.Empty(Messages()
        .SelectMany(m => m.Fields.InDeclarationOrder())
        .Where(f => f.FieldType is FieldType.Double or FieldType.Float)
        .Select(f => f.FullName));

    [Fact]
    public void Files_InWire_AreAllChecked() => Assert.Equal(
        Directory.GetFiles(Path.Combine(GoldenFiles.Root, "src", "ActorBots.Protocol", "Wire"), "*.proto")
            .Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Files.Select(f => f.Name).Append("presence.proto").Order(StringComparer.Ordinal));

    private static IEnumerable<MessageDescriptor> Messages() => Files.SelectMany(f => f.MessageTypes);

    private static IEnumerable<string> Schema() => Messages()
        .SelectMany(m => m.Fields.InFieldNumberOrder(), (m, f) => $"{m.Name} {f.FieldNumber} {f.Name} {Kind(f)}")
        .Concat(Files.SelectMany(f => f.EnumTypes).SelectMany(e => e.Values, (e, v) => $"{e.Name} {v.Number} {v.Name}"));

    private static string Kind(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.Name,
            FieldType.Enum => field.EnumType.Name,
            var simple => simple.ToString(),
        };
        var mayBeAbsent = field.GetOptions()?.GetExtension(Wire.PresenceExtensions.MayBeAbsent) == true;
        return field.IsRepeated ? $"many {type}" : mayBeAbsent ? $"{type} may be absent" : type;
    }

    [GeneratedRegex("^[escqrna]\\.[a-z]{3}[1-9]$")]
    private static partial Regex Shape();
}
