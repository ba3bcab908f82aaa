using ActorBots.Domain.Instruments;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitPositionBookTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");

    [Theory]
    [InlineData(new[] { "0" }, 0)]
    [InlineData(new[] { "1", "2" }, 1)]
    [InlineData(new string[0], 0)]
    public void TradedIndexOf_AfterLearning_IsThatOfTheLongSide(string[] indices, int expected)
    {
        var book = new BybitPositionBook();

        book.LearnMode(Btc, [.. indices.Select(i => Row(i, "0"))]);

        Assert.Equal(expected, book.TradedIndexOf(Btc));
    }

    [Fact]
    public void Replace_BothLegs_NetIsTheLongOneAndTheShortOneIsToldApart()
    {
        var position = Assert.Single(new BybitPositionBook().Replace([Row("1", "0.3"), Row("2", "0.2")]));

        Assert.Equal((0.3m, 0.2m, new Price(60_000m)), (position.NetQuantity, position.ShortLegQuantity, position.AverageEntryPrice!.Value));
    }

    [Fact]
    public void Replace_ShortLegAlone_IsNotFlat()
    {
        var position = Assert.Single(new BybitPositionBook().Replace([Row("2", "0.2")]));

        Assert.Equal((0m, 0.2m, null), (position.NetQuantity, position.ShortLegQuantity, position.AverageEntryPrice));
    }

    [Fact]
    public void Change_OneLeg_KeepsWhatIsKnownOfTheOther()
    {
        var book = new BybitPositionBook();
        book.Replace([Row("1", "0.3"), Row("2", "0.2")]);

        var position = Assert.Single(book.Change([Row("2", "0.5", "2000")]));

        Assert.Equal((0.3m, 0.5m), (position.NetQuantity, position.ShortLegQuantity));
    }

    [Fact]
    public void HardCase25_Change_InTheOtherMode_ForgetsTheRowsOfTheFormerOne()
    {
        var book = new BybitPositionBook();
        book.Change([Row("0", "0")]);

        var hedged = Assert.Single(book.Change([Row("1", "0.3", "2000")]));
        var oneWay = Assert.Single(book.Change([Row("0", "0.1", "3000")]));

        Assert.Equal((0.3m, 0.1m), (hedged.NetQuantity, oneWay.NetQuantity));
    }

    [Fact]
    public void Change_LateMessage_DoesNotUndoANewerOne()
    {
        var book = new BybitPositionBook();
        book.Change([Row("1", "0.3", "2000")]);

        Assert.Equal(0.3m, Assert.Single(book.Change([Row("1", "0.1", "1000")])).NetQuantity);
    }

    [Fact]
    public void Replace_LongSideInTheShortLeg_IsAFormatError() =>
        Assert.Throws<WireFormatException>(() => new BybitPositionBook().Replace([Row("2", "0.2") with { Side = "Buy" }]));

    private static BybitPosition Row(string index, string size, string at = "1000") => new()
    {
        Symbol = "BTCUSDT",
        PositionIdx = index,
        Side = size == "0" ? string.Empty : index == "2" ? "Sell" : "Buy",
        Size = size,
        AvgPrice = "60000",
        UpdatedTime = at,
    };
}
