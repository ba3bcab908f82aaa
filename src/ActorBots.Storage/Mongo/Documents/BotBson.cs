using System.Collections.Immutable;
using System.Text;
using ActorBots.Domain.Bots.Config;
using ActorBots.Ports.Storage;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>
/// The configuration side of documents of <c>bots</c>. People write them by hand, so reading never throws: what is wrong becomes a problem,
/// by the same rules as everywhere else.
/// </summary>
internal static class BotBson
{
    private const string Config = "config";
    private const string CreatedAt = "created_at";

    /// <summary>The engine's own fields beside the identity: a put leaves them.</summary>
    private static readonly ImmutableArray<string> KeptFields =
        ["status", "desired_status", "performance", "last_error", "last_heartbeat", "sequence_number"];

    /// <summary>What <see cref="BotDocumentReader.ReadFields"/> looks at.</summary>
    private static readonly ImmutableArray<string> CheckedFields =
    [
        "_id", "user_id", "name", "exchange", "account", "status", "desired_status", "last_heartbeat", "last_error", "created_at", "updated_at",
    ];

    /// <summary>
    /// An update that writes the configuration side: creation instant, status fields and, unless the document brings its own, unknown fields
    /// stay.
    /// </summary>
    public static UpdateDefinition<BsonDocument> Update(BotDocument document, DateTimeOffset now)
    {
        var known = new BsonDocument
        {
            ["user_id"] = DocumentId.Of(document.UserId),
            ["name"] = document.Name,
            ["exchange"] = document.Exchange,
            ["account"] = document.Account,
            [Config] = BsonOfJson.Read(document.ConfigJson),
            ["updated_at"] = StoredValue.Of(now),
        };
        return document.ExtraJson is null
            ? new BsonDocument { ["$set"] = known, ["$setOnInsert"] = new BsonDocument(CreatedAt, StoredValue.Of(document.CreatedAt)) }
            : Replacement(known, BsonOfJson.Read(document.ExtraJson), document.CreatedAt);
    }

    private static UpdateDefinition<BsonDocument> Replacement(BsonDocument known, BsonDocument unknown, DateTimeOffset createdAt)
    {
        // The id is not named: the server keeps it, and DocumentDB would store it twice.
        var merged = new BsonArray
        {
            new BsonDocument("$literal", unknown),
            new BsonDocument(KeptFields.Select(static field => new BsonElement(field, $"${field}"))),
            new BsonDocument("$literal", known),
            new BsonDocument(CreatedAt, new BsonDocument("$ifNull", new BsonArray { $"${CreatedAt}", StoredValue.Of(createdAt) })),
        };
        var stage = new BsonDocument("$replaceWith", new BsonDocument("$mergeObjects", merged));
        return Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(stage));
    }

    /// <summary>The document of an id. Never throws.</summary>
    /// <param name="botId">The id.</param>
    /// <param name="forms">The documents with this id: one, or two when both forms of the id are in use.</param>
    public static BotDocument Read(string botId, IReadOnlyList<RawBsonDocument> forms)
    {
        if (forms.Count > 1)
        {
            return Bad(botId, [new ConfigProblem(
                "_id", $"both ObjectId(\"{botId}\") and the string \"{botId}\"", "the id of one document", $"ObjectId(\"{botId}\")", "remove one of the two")]);
        }

        try
        {
            return Read(botId, forms[0].Materialize(BsonBinaryReaderSettings.Defaults));
        }
        catch (Exception exception) when (exception is BsonException or FormatException or DecoderFallbackException or InvalidOperationException or IOException)
        {
            return Bad(botId, [new ConfigProblem("document", "unreadable", "BSON of valid UTF-8 in which no name is given twice", "{}")]);
        }
    }

    private static BotDocument Read(string botId, BsonDocument document)
    {
        var config = document.GetValue(Config, BsonNull.Value) as BsonDocument;
        var reading = BotDocumentReader.ReadFields(JsonOfBson.Faithful(Checked(document)));
        if (!reading.Problems.IsEmpty)
            return Bad(botId, reading.Problems) with { ConfigJson = config is null ? string.Empty : JsonOfBson.Plain(config) };

        var unknown = document.Elements.Where(static e => !StoreArgument.BotFields.Contains(e.Name)).ToList();
        return new BotDocument
        {
            BotId = botId,
            UserId = reading.UserId,
            Name = reading.Name,
            Exchange = reading.Exchange,
            Account = reading.Account,
            ConfigJson = JsonOfBson.Plain(config!),
            ExtraJson = unknown.Count == 0 ? null : JsonOfBson.Faithful(new BsonDocument(unknown)),
            CreatedAt = StoredInstant.Cut(reading.CreatedAt ?? CreationOf(document)),
        };
    }

    private static BsonDocument Checked(BsonDocument document)
    {
        var head = new BsonDocument(document.Elements.Where(static e => CheckedFields.Contains(e.Name)));
        if (document.TryGetValue(Config, out var config))
            head[Config] = config is BsonDocument ? new BsonDocument() : config;
        return head;
    }

    private static DateTimeOffset CreationOf(BsonDocument document) =>
        document["_id"] is BsonObjectId id ? new DateTimeOffset(id.Value.CreationTime) : DateTimeOffset.UnixEpoch;

    private static BotDocument Bad(string botId, ImmutableArray<ConfigProblem> problems) => new()
    {
        BotId = botId,
        UserId = string.Empty,
        Exchange = string.Empty,
        Account = string.Empty,
        ConfigJson = string.Empty,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Problems = problems,
    };
}
