using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>Documents of <c>positions</c>.</summary>
internal static class PositionBson
{
    public const string Open = "OPEN";
    private const string Closed = "CLOSED";

    public static BsonDocument Of(PositionRow row) => new()
    {
        ["bot_id"] = DocumentId.Of(row.BotId),
        ["user_id"] = DocumentId.Of(row.UserId),
        ["exchange"] = row.Exchange,
        ["symbol"] = row.Instrument.Symbol,
        ["side"] = row.Side,
        ["quantity"] = StoredValue.Of(row.Quantity.Value),
        ["entry_price"] = StoredValue.Of(row.EntryPrice.Value),
        ["target_price"] = StoredValue.Of(row.TargetPrice.Value),
        ["stop_loss"] = StoredValue.Of(row.StopLoss.Value),
        ["trailing_stop"] = StoredValue.Of(row.TrailingStop?.Value),
        ["status"] = row.IsOpen ? Open : Closed,
        ["entry_order_id"] = row.EntryOrderId,
        ["stop_order_id"] = row.StopOrderId,
        ["opened_at"] = StoredValue.Of(row.OpenedAt),
        ["closed_at"] = StoredValue.Of(row.ClosedAt),
        ["sequence_number"] = new BsonInt64(row.SequenceNumber),
    };

    /// <exception cref="StoreDocumentException">The document is no position of the engine.</exception>
    public static PositionRow Read(BsonDocument document)
    {
        var fields = new StoredFields(MongoCollections.Positions, document);
        try
        {
            return Read(fields);
        }
        catch (ArgumentException exception)
        {
            throw new StoreDocumentException($"positions '{fields.Id("_id")}': {exception.Message}", exception);
        }
    }

    private static PositionRow Read(StoredFields fields) => new()
    {
        PositionId = fields.Id("_id"),
        BotId = fields.Id("bot_id"),
        UserId = fields.Id("user_id"),
        Exchange = fields.Text("exchange"),
        Instrument = new InstrumentId(fields.Text("symbol")),
        Side = fields.Text("side"),
        Quantity = new Quantity(fields.Number("quantity")),
        EntryPrice = new Price(fields.Number("entry_price")),
        TargetPrice = new Price(fields.Number("target_price")),
        StopLoss = new Price(fields.Number("stop_loss")),
        TrailingStop = fields.OptionalNumber("trailing_stop") is { } trailingStop ? new Price(trailingStop) : null,
        IsOpen = fields.Text("status") == Open,
        EntryOrderId = fields.Text("entry_order_id", string.Empty),
        StopOrderId = fields.Text("stop_order_id", string.Empty),
        OpenedAt = fields.Instant("opened_at"),
        ClosedAt = fields.OptionalInstant("closed_at"),
        SequenceNumber = fields.Whole<long>("sequence_number"),
    };
}
