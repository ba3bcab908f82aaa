using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>The engine's values as they are stored.</summary>
internal static class StoredValue
{
    /// <summary>Money, a price, a quantity: all 28 digits and the scale come back as they went.</summary>
    public static BsonValue Of(decimal value) => new BsonDecimal128(new Decimal128(value));

    /// <summary>A number that may be absent.</summary>
    public static BsonValue Of(decimal? value) => value is { } present ? Of(present) : BsonNull.Value;

    /// <summary>An instant: a date in UTC, whole milliseconds.</summary>
    public static BsonValue Of(DateTimeOffset instant) => new BsonDateTime(StoredInstant.ToStored(instant));

    /// <summary>An instant that may be absent.</summary>
    public static BsonValue Of(DateTimeOffset? instant) => instant is { } present ? Of(present) : BsonNull.Value;
}
