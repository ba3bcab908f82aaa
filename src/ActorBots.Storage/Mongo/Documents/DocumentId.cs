using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>
/// Ids in documents. In the engine an id is text; 24 lower-case hexadecimal digits are written as an ObjectId, so that a query typed with
/// <c>ObjectId("…")</c> finds them, every other text as a string. Somebody may have written the digits as a string: both forms are found.
/// </summary>
internal static class DocumentId
{
    private const int Digits = 24;

    /// <summary>What is written for an id.</summary>
    public static BsonValue Of(string id) => IsObjectId(id) ? new BsonObjectId(ObjectId.Parse(id)) : new BsonString(id);

    /// <summary>The id of a stored value; nothing when it is neither a string nor an ObjectId.</summary>
    public static string? TextOf(BsonValue value) => value switch
    {
        BsonObjectId id => id.Value.ToString(),
        BsonString text => text.Value,
        _ => null,
    };

    /// <summary>Whether the text is the digits of an ObjectId.</summary>
    public static bool IsObjectId(string id) => id.Length == Digits && id.All(IsDigit);

    /// <summary>The documents whose field is this id, in either form.</summary>
    public static FilterDefinition<BsonDocument> Is(string field, string id) =>
        IsObjectId(id)
            ? Builders<BsonDocument>.Filter.In(field, new BsonValue[] { Of(id), new BsonString(id) })
            : Builders<BsonDocument>.Filter.Eq(field, Of(id));

    /// <summary>Strings in the order of bytes after a text; all strings when there is none. The server compares only strings with strings.</summary>
    public static FilterDefinition<BsonDocument> StringAfter(string field, string? after) =>
        after is null ? Builders<BsonDocument>.Filter.Gte(field, string.Empty) : Builders<BsonDocument>.Filter.Gt(field, after);

    /// <summary>ObjectIds whose digits come after a text in the order of bytes; nothing when none can.</summary>
    public static FilterDefinition<BsonDocument>? ObjectIdAfter(string field, string? after)
    {
        if (Bound(after ?? string.Empty) is not { } bound)
            return null;

        var value = ObjectId.Parse(bound.Digits);
        return bound.IsIncluded ? Builders<BsonDocument>.Filter.Gte(field, value) : Builders<BsonDocument>.Filter.Gt(field, value);
    }

    /// <summary>The least 24 digits that come after a text; the text's own 24 digits, excluded, when it begins with them.</summary>
    internal static (string Digits, bool IsIncluded)? Bound(string after)
    {
        for (var i = 0; i < Digits; i++)
        {
            if (i == after.Length)
                return (after.PadRight(Digits, '0'), true);
            if (IsDigit(after[i]))
                continue;

            return after[i] switch
            {
                < '0' => (after[..i].PadRight(Digits, '0'), true),
                < 'a' => ($"{after[..i]}a".PadRight(Digits, '0'), true),
                _ => Successor(after[..i]) is { } next ? (next.PadRight(Digits, '0'), true) : null,
            };
        }

        return (after[..Digits], false);
    }

    /// <summary>The least digits of the same length that are greater; nothing when all are <c>f</c>.</summary>
    private static string? Successor(string digits)
    {
        var kept = digits.TrimEnd('f');
        if (kept.Length == 0)
            return null;

        var last = kept[^1] == '9' ? 'a' : (char)(kept[^1] + 1);
        return kept[..^1] + last;
    }

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
}
