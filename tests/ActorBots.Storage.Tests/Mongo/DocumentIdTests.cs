using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;

namespace ActorBots.Storage.Tests.Mongo;

public sealed class DocumentIdTests
{
    private const string Hex = "665f1c2e9b1d4a0012ab34cd";

    [Theory]
    [InlineData(Hex, BsonType.ObjectId)]
    [InlineData("665F1C2E9B1D4A0012AB34CD", BsonType.String)]
    [InlineData("665f1c2e9b1d4a0012ab34c", BsonType.String)]
    [InlineData("665f1c2e9b1d4a0012ab34cdd", BsonType.String)]
    [InlineData("665f1c2e9b1d4a0012ab34cg", BsonType.String)]
    [InlineData("btcusdt-dip-01", BsonType.String)]
    public void Of_AnyId_ComesBackAsItWent(string id, BsonType type)
    {
        Assert.Equal(type, DocumentId.Of(id).BsonType);
        Assert.Equal(id, DocumentId.TextOf(DocumentId.Of(id)));
    }

    [Fact]
    public void TextOf_NeitherStringNorObjectId_IsNothing()
    {
        Assert.Null(DocumentId.TextOf(new BsonInt32(5)));
        Assert.Null(DocumentId.TextOf(BsonNull.Value));
    }

    [Theory]
    [InlineData("", "000000000000000000000000", true)]
    [InlineData(Hex, Hex, false)]
    [InlineData(Hex + "x", Hex, false)]
    [InlineData("66", "660000000000000000000000", true)]
    [InlineData("66-", "660000000000000000000000", true)]
    [InlineData("66:", "66a000000000000000000000", true)]
    [InlineData("66Z", "66a000000000000000000000", true)]
    [InlineData("66g", "670000000000000000000000", true)]
    [InlineData("69z", "6a0000000000000000000000", true)]
    [InlineData("6ffz", "700000000000000000000000", true)]
    [InlineData("-", "000000000000000000000000", true)]
    public void Bound_AnyText_IsTheLeastIdAfterIt(string after, string digits, bool isIncluded) =>
        Assert.Equal((digits, isIncluded), DocumentId.Bound(after));

    [Theory]
    [InlineData("g")]
    [InlineData("fg")]
    [InlineData("ffffffffffffffffffffffz")]
    public void Bound_NothingCanComeAfter_IsNothing(string after) => Assert.Null(DocumentId.Bound(after));

    [Fact]
    public void Bound_RandomTexts_AgreesWithOrdinalOrder()
    {
        const string alphabet = "09-:Zafgz";
        var state = 12345u;
        char Draw() => alphabet[(int)((state = (state * 1664525u) + 1013904223u) >> 16) % alphabet.Length];
        for (var i = 0; i < 20_000; i++)
        {
            var after = string.Concat(Enumerable.Range(0, i % 27).Select(_ => Draw()));
            var id = string.Concat(Enumerable.Range(0, 24).Select(n => n < after.Length && i % 3 != 0 ? after[n] : Draw()));
            if (!DocumentId.IsObjectId(id))
                continue;

            var bound = DocumentId.Bound(after);
            var isAfter = bound is { } b && (b.IsIncluded ? string.CompareOrdinal(id, b.Digits) >= 0 : string.CompareOrdinal(id, b.Digits) > 0);
            Assert.True(string.CompareOrdinal(id, after) > 0 == isAfter, $"{id} after {after}: {bound}");
        }
    }
}
