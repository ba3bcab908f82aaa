using System.Text.Json;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>Documents as JSON text and back.</summary>
public sealed class BsonJsonTests
{
    [Fact]
    public void Faithful_EveryType_ComesBackAsItWas()
    {
        var document = new BsonDocument
        {
            ["int"] = 5,
            ["long"] = 5L,
            ["far"] = long.MaxValue,
            ["double"] = 2000.0,
            ["tiny"] = double.Epsilon,
            ["nan"] = double.NaN,
            ["infinite"] = double.NegativeInfinity,
            ["decimal"] = new BsonDecimal128(Decimal128.Parse("1.50")),
            ["whole"] = new BsonDecimal128(Decimal128.Parse("7")),
            ["exponent"] = new BsonDecimal128(Decimal128.Parse("7E+30")),
            ["digits"] = new BsonDecimal128(Decimal128.Parse("1.234567890123456789012345678901234")),
            ["notNumber"] = new BsonDecimal128(Decimal128.QNaN),
            ["id"] = ObjectId.Parse("665f1c2e9b1d4a0012ab34cd"),
            ["date"] = new BsonDateTime(1741064767089),
            ["old"] = new BsonDateTime(-62135596800000),
            ["beyond"] = new BsonDateTime(long.MaxValue),
            ["binary"] = new BsonBinaryData([1, 2, 3]),
            ["uuid"] = new BsonBinaryData(new byte[16], BsonBinarySubType.UuidStandard),
            ["pattern"] = new BsonRegularExpression("x", "i"),
            ["stamp"] = new BsonTimestamp(5, 6),
            ["code"] = new BsonJavaScript("1"),
            ["min"] = BsonMinKey.Value,
            ["max"] = BsonMaxKey.Value,
            ["nothing"] = BsonNull.Value,
            ["yes"] = true,
            ["text"] = "ü \" ' \\ \u0001 $oid \ud83d\ude00",
            ["list"] = new BsonArray { 1, 1.0, new BsonArray(), new BsonDocument("deep", new BsonArray { new BsonDocument() }) },
            ["empty"] = new BsonDocument(),
            [""] = new BsonDocument("", 1),
        };

        var back = BsonOfJson.Read(JsonOfBson.Faithful(document));

        Assert.Equal(document.ToJson(), back.ToJson());
        Assert.Equal(document.ToBson(), back.ToBson());
    }

    [Theory]
    [InlineData("""{"a":{"$oid":"no id"}}""")]
    [InlineData("""{"a":{"$date":"no date"}}""")]
    [InlineData("""{"a":{"$numberLong":"x"}}""")]
    [InlineData("""{"a":{"$numberInt":5,"b":1}}""")]
    [InlineData("""{"a":{"$binary":1}}""")]
    [InlineData("""{"a":{"$set":{"b":1}}}""")]
    [InlineData("""{"a":{"$code":5}}""")]
    public void Read_WhatOnlyLooksLikeExtendedJson_IsAnObject(string json)
    {
        var read = BsonOfJson.Read(json);

        Assert.Equal(BsonType.Document, read["a"].BsonType);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(JsonOfBson.Faithful(read)).RootElement));
    }

    [Theory]
    [InlineData("5", BsonType.Int32)]
    [InlineData("2147483648", BsonType.Int64)]
    [InlineData("9223372036854775808", BsonType.Decimal128)]
    [InlineData("0.1", BsonType.Decimal128)]
    [InlineData("1e3", BsonType.Decimal128)]
    [InlineData("1.2345678901234567890123456789012345678", BsonType.Double)]
    [InlineData("1e9999", BsonType.Double)]
    public void Read_Number_HasTheLeastTypeThatHoldsIt(string number, BsonType type) =>
        Assert.Equal(type, BsonOfJson.Read($$"""{"n":{{number}}}""")["n"].BsonType);

    [Fact]
    public void Plain_NumbersOfEveryType_AreJsonNumbers()
    {
        var document = new BsonDocument { ["a"] = 2000.0, ["b"] = 0.8, ["c"] = 5L, ["d"] = new BsonDecimal128(0.50m), ["e"] = 1e-7 };

        var json = JsonOfBson.Plain(document);

        Assert.Equal("""{"a":2000,"b":0.8,"c":5,"d":0.50,"e":1E-07}""", json);
    }
}
