using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>
/// JSON text as a document. Whole numbers become int or long, all other numbers Decimal128, digit for digit; beyond 34 digits a double.
/// MongoDB's extended JSON becomes what it stands for.
/// </summary>
internal static class BsonOfJson
{
    private const int MaxDepth = 200;

    private static readonly FrozenSet<string> Wrappers = new[]
    {
        "$oid", "$date", "$numberDecimal", "$numberDouble", "$numberInt", "$numberLong", "$binary", "$uuid", "$regularExpression",
        "$timestamp", "$minKey", "$maxKey", "$symbol", "$undefined", "$code",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads an object that <see cref="StoreArgument.CheckDocument"/> has let through.</summary>
    public static BsonDocument Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return ReadObject(document.RootElement);
    }

    private static BsonValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Unwrap(element) ?? ReadObject(element),
        JsonValueKind.Array => new BsonArray(element.EnumerateArray().Select(Read)),
        JsonValueKind.String => new BsonString(element.GetString()),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => BsonBoolean.True,
        JsonValueKind.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    private static BsonDocument ReadObject(JsonElement element) =>
        new(element.EnumerateObject().Select(static member => new BsonElement(member.Name, Read(member.Value))));

    private static BsonValue? Unwrap(JsonElement element)
    {
        using var members = element.EnumerateObject();
        if (!members.MoveNext() || !Wrappers.Contains(members.Current.Name))
            return null;

        try
        {
            var value = BsonDocument.Parse($"{{\"v\":{element.GetRawText()}}}")["v"];
            return value is BsonDocument ? null : value;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            // It only looks like a wrapper; then it is an object as any other.
            return null;
        }
    }

    private static BsonValue Number(JsonElement element)
    {
        if (element.TryGetInt32(out var small))
            return new BsonInt32(small);
        if (element.TryGetInt64(out var large))
            return new BsonInt64(large);

        return Decimal128.TryParse(element.GetRawText(), out var exact)
            ? new BsonDecimal128(exact)
            : new BsonDouble(double.Parse(element.GetRawText(), CultureInfo.InvariantCulture));
    }
}
