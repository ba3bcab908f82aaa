using ActorBots.Domain.Bots;
using ActorBots.Protocol.Serialization;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>
/// A value that is written and read, by name. Its bytes are recorded, so it never changes: a new member of its type gets a new sample.
/// </summary>
internal sealed record Sample(string Name, object Value)
{
    private static readonly ActorBotsSerializer Serializer = Codec.Serializer;

    public static IReadOnlyList<Sample> All { get; } = [.. EventSamples.All, .. StateSamples.All, .. MessageSamples.All];

    public string FileName => $"{Serializer.Manifest(Value)}-{Name}.hex";

    public static TheoryData<string> Names => [.. All.Select(s => s.FileName)];

    public static Sample Find(string fileName) => All.Single(s => s.FileName == fileName);

    /// <summary>Every type that must have a manifest, found by reflection.</summary>
    public static IReadOnlyList<Type> TypesInNeed { get; } =
    [
        .. new[] { typeof(BotEvent).Assembly, typeof(IProtocolMessage).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false }
                && ActorBotsSerializer.BoundTypes.Any(bound => bound.IsAssignableFrom(type)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];
}
