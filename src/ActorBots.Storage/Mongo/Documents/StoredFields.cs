using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>Reads the fields of a document that the engine wrote, and that a person may have changed since.</summary>
internal readonly struct StoredFields
{
    private readonly string _collection;
    private readonly BsonDocument _document;

    /// <summary>Reads a document of a collection.</summary>
    public StoredFields(string collection, BsonDocument document)
    {
        _collection = collection;
        _document = document;
    }

    /// <summary>A document inside of this one; empty when it is absent.</summary>
    /// <exception cref="StoreDocumentException">The field is no document.</exception>
    public StoredFields Inside(string field) =>
        new($"{_collection}.{field}", Value(field) switch
        {
            BsonDocument inner => inner,
            BsonNull => [],
            _ => throw Bad(field, "a document"),
        });

    /// <summary>An id: a string or an ObjectId.</summary>
    /// <exception cref="StoreDocumentException">The field is neither.</exception>
    public string Id(string field) => DocumentId.TextOf(Value(field)) ?? throw Bad(field, "a string or an ObjectId");

    /// <summary>A text; the fallback when it is absent.</summary>
    /// <exception cref="StoreDocumentException">The field is no string.</exception>
    public string Text(string field, string? fallback = null) => Value(field) switch
    {
        BsonString text => text.Value,
        BsonNull when fallback is not null => fallback,
        _ => throw Bad(field, "a string"),
    };

    /// <summary>An exact number; whatever type of number it is stored as.</summary>
    /// <exception cref="StoreDocumentException">The field is no number that a decimal can hold.</exception>
    public decimal Number(string field) => OptionalNumber(field) ?? throw Bad(field, "a number");

    /// <summary>An exact number that may be absent or null.</summary>
    /// <exception cref="StoreDocumentException">The field is no number that a decimal can hold.</exception>
    public decimal? OptionalNumber(string field) =>
        Value(field) is var value && value is BsonNull ? null : NumberOf(value) ?? throw Bad(field, "a number of at most 28 digits");

    /// <summary>A whole number.</summary>
    /// <exception cref="StoreDocumentException">The field is no whole number in the type's range.</exception>
    public T Whole<T>(string field)
        where T : struct, INumber<T>, IMinMaxValue<T> =>
        NumberOf(Value(field)) is { } number && number == decimal.Truncate(number)
        && number >= decimal.CreateChecked(T.MinValue) && number <= decimal.CreateChecked(T.MaxValue)
            ? T.CreateChecked(number)
            : throw Bad(field, $"a whole number from {T.MinValue} to {T.MaxValue}");

    /// <summary>An instant, UTC.</summary>
    /// <exception cref="StoreDocumentException">The field is no date between the years 1 and 9999.</exception>
    public DateTimeOffset Instant(string field) => OptionalInstant(field) ?? throw Bad(field, "a date");

    /// <summary>An instant that may be absent or null, UTC.</summary>
    /// <exception cref="StoreDocumentException">The field is no date between the years 1 and 9999.</exception>
    public DateTimeOffset? OptionalInstant(string field) => Value(field) switch
    {
        BsonNull => null,
        BsonDateTime date when date.IsValidDateTime => StoredInstant.FromStored(date.MillisecondsSinceEpoch),
        _ => throw Bad(field, "a date between the years 1 and 9999"),
    };

    /// <summary>The number of a value: to the digit; of a double its shortest text. Nothing when a decimal cannot hold it.</summary>
    public static decimal? NumberOf(BsonValue value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        try
        {
            return value switch
            {
                BsonDecimal128 number => Decimal128.ToDecimal(number.Value),
                BsonInt32 number => number.Value,
                BsonInt64 number => number.Value,
                BsonDouble number => decimal.Parse(number.Value.ToString("R", CultureInfo.InvariantCulture), Style, CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is OverflowException or FormatException)
        {
            return null;
        }
    }

    private BsonValue Value(string field) => _document.GetValue(field, BsonNull.Value);

    private StoreDocumentException Bad(string field, string allowed) =>
        new($"{_collection} '{_document.GetValue("_id", BsonNull.Value)}': field '{field}' must be {allowed}, not {Value(field).BsonType}");
}
