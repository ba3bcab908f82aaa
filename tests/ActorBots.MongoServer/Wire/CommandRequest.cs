using MongoDB.Bson;

namespace ActorBots.MongoServer.Wire;

/// <summary>A command and, where the driver sent them apart, its documents.</summary>
internal sealed record CommandRequest
{
    public required BsonDocument Body { get; init; }

    public DocumentSequence? Sequence { get; init; }

    /// <summary>The sender awaits no answer.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The command's name as sent, e.g. <c>insert</c>.</summary>
    public string Name => Body.ElementCount == 0 ? string.Empty : Body.GetElement(0).Name;

    public string Database => Body.TryGetValue("$db", out var name) && name.IsString ? name.AsString : "admin";

    /// <summary>The collection that the command's first value names; empty where it names none.</summary>
    public string Collection => Body.ElementCount > 0 && Body[0].IsString ? Body[0].AsString : string.Empty;
}
