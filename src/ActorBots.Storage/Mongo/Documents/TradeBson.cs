using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>Documents of <c>trades</c>.</summary>
internal static class TradeBson
{
    public static BsonDocument Of(TradeRow row) => new()
    {
        ["bot_id"] = DocumentId.Of(row.BotId),
        ["user_id"] = DocumentId.Of(row.UserId),
        ["position_id"] = row.PositionId,
        ["symbol"] = row.Instrument.Symbol,
        ["side"] = row.Side,
        ["quantity"] = StoredValue.Of(row.Quantity.Value),
        ["entry_price"] = StoredValue.Of(row.EntryPrice.Value),
        ["exit_price"] = StoredValue.Of(row.ExitPrice.Value),
        ["fees"] = StoredValue.Of(row.Fees.Value),
        ["funding"] = StoredValue.Of(row.Funding.Value),
        ["pnl"] = StoredValue.Of(row.Pnl.Value),
        ["exit_reason"] = row.ExitReason,
        ["opened_at"] = StoredValue.Of(row.OpenedAt),
        ["closed_at"] = StoredValue.Of(row.ClosedAt),
    };

    /// <exception cref="StoreDocumentException">The document is no trade of the engine.</exception>
    public static TradeRow Read(BsonDocument document)
    {
        var fields = new StoredFields(MongoCollections.Trades, document);
        try
        {
            return Read(fields);
        }
        catch (ArgumentException exception)
        {
            throw new StoreDocumentException($"trades '{fields.Id("_id")}': {exception.Message}", exception);
        }
    }

    private static TradeRow Read(StoredFields fields) => new()
    {
        TradeId = fields.Id("_id"),
        BotId = fields.Id("bot_id"),
        UserId = fields.Id("user_id"),
        PositionId = fields.Id("position_id"),
        Instrument = new InstrumentId(fields.Text("symbol")),
        Side = fields.Text("side"),
        Quantity = new Quantity(fields.Number("quantity")),
        EntryPrice = new Price(fields.Number("entry_price")),
        ExitPrice = new Price(fields.Number("exit_price")),
        Fees = new Money(fields.Number("fees")),
        Funding = new Money(fields.Number("funding")),
        Pnl = new Money(fields.Number("pnl")),
        ExitReason = fields.Text("exit_reason"),
        OpenedAt = fields.Instant("opened_at"),
        ClosedAt = fields.Instant("closed_at"),
    };
}
