using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>The status side of documents of <c>bots</c>: what only the engine writes.</summary>
internal static class BotStatusBson
{
    public const string SequenceNumber = "sequence_number";
    public const string DesiredStatus = "desired_status";
    private const string Heartbeat = "last_heartbeat";
    private const string Performance = "performance";

    /// <summary>The fields that <see cref="Read"/> needs.</summary>
    public static BsonDocument Projection { get; } =
        new(new[] { "status", DesiredStatus, Performance, "last_error", Heartbeat, SequenceNumber }.Select(static f => new BsonElement(f, 1)));

    /// <summary>
    /// Two updates whose order does not matter: the row unless the stored one is newer, and the heartbeat unless the stored one is later.
    /// Everything else stays as it is, in <c>performance</c> too. They cannot fail on what somebody wrote there by hand.
    /// </summary>
    public static IEnumerable<UpdateOneModel<BsonDocument>> Updates(BotStatusRow row)
    {
        var where = Builders<BsonDocument>.Filter;
        var heartbeat = StoredValue.Of(row.LastHeartbeat);
        var id = DocumentId.Is("_id", row.BotId);
        var isNotOlder = where.Not(where.Gt(SequenceNumber, row.SequenceNumber))
            & where.Not(where.Eq(SequenceNumber, row.SequenceNumber) & where.Gt(Heartbeat, heartbeat));
        var write = PipelineDefinition<BsonDocument, BsonDocument>.Create(new BsonDocument("$set", Written(row)));
        yield return new(id & isNotOlder, Builders<BsonDocument>.Update.Pipeline(write));
        yield return new(id & where.Not(where.Gte(Heartbeat, heartbeat)), Builders<BsonDocument>.Update.Set(Heartbeat, heartbeat));
    }

    /// <summary>The row; nothing before the engine's first write.</summary>
    /// <exception cref="StoreDocumentException">Somebody changed a field to what it cannot be.</exception>
    public static BotStatusRow? Read(string botId, BsonDocument document)
    {
        if (!document.Contains(SequenceNumber))
            return null;

        var fields = new StoredFields(MongoCollections.Bots, document);
        var performance = fields.Inside(Performance);
        return new BotStatusRow
        {
            BotId = botId,
            Status = fields.Text("status"),
            DesiredStatus = fields.Text(DesiredStatus),
            TotalRealizedPnl = new Money(performance.Number("total_realized_pnl")),
            UnrealizedPnl = new Money(performance.Number("unrealized_pnl")),
            TradesToday = performance.Whole<int>("trades_today"),
            TradesTotal = performance.Whole<int>("trades_total"),
            Wins = performance.Whole<int>("wins"),
            Losses = performance.Whole<int>("losses"),
            MaxDrawdown = new Money(performance.Number("max_drawdown")),
            LastError = fields.Text("last_error", string.Empty),
            LastHeartbeat = fields.Instant(Heartbeat),
            SequenceNumber = fields.Whole<long>(SequenceNumber),
        };
    }

    private static BsonDocument Written(BotStatusRow row)
    {
        // A text may begin with $ and would be taken for a field.
        static BsonDocument Literal(BsonValue value) => new("$literal", value);

        var known = new BsonDocument("$cond", new BsonArray
        {
            new BsonDocument("$eq", new BsonArray { new BsonDocument("$type", $"${Performance}"), "object" }),
            $"${Performance}",
            new BsonDocument(),
        });
        return new BsonDocument
        {
            ["status"] = Literal(row.Status),
            [DesiredStatus] = Literal(row.DesiredStatus),
            ["last_error"] = Literal(row.LastError),
            [SequenceNumber] = Literal(row.SequenceNumber),
            [Performance] = new BsonDocument("$mergeObjects", new BsonArray { known, Literal(PerformanceOf(row)) }),
        };
    }

    private static BsonDocument PerformanceOf(BotStatusRow row) => new()
    {
        ["total_realized_pnl"] = StoredValue.Of(row.TotalRealizedPnl.Value),
        ["unrealized_pnl"] = StoredValue.Of(row.UnrealizedPnl.Value),
        ["trades_today"] = row.TradesToday,
        ["trades_total"] = row.TradesTotal,
        ["wins"] = row.Wins,
        ["losses"] = row.Losses,
        ["max_drawdown"] = StoredValue.Of(row.MaxDrawdown.Value),
    };
}
