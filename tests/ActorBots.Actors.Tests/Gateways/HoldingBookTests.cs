using ActorBots.Actors.Gateways;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Testing.Venues;
using CsCheck;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>Whatever is shared adds up to what there was.</summary>
public sealed class HoldingBookTests
{
    private static readonly Gen<int[]> Holdings = Gen.Int[0, 50].Array[1, 6];

    [Fact]
    public void Shares_AnyHoldings_AddUpToThePayment() => Gen.Select(Holdings, Gen.Int[-1_000_000, 1_000_000]).Sample((held, amount) =>
    {
        var payment = new FundingPayment("f", Some.InstrumentId, new Money(amount / 1_000_000m), new Quantity(1m), SomeReport.At);

        Assert.Equal(payment.Amount.Value, BookOf(held).Shares(payment).Sum(s => s.Share.Amount.Value));
    });

    [Fact]
    public void Foreign_AnyHoldings_AddUpToTheFillOrToAllThatIsHeld() => Gen.Select(Holdings, Gen.Int[1, 400], Gen.Int[0, 1_000_000]).Sample((held, sold, fee) =>
    {
        var fill = SomeReport.FillOf(Some.EntryRequest(), 100m) with
        {
            ClientOrderId = null,
            Quantity = new Quantity(sold / 1000m),
            Fee = new Money(fee / 1_000_000m),
        };

        var parts = BookOf(held).Foreign(fill).ToList();

        Assert.Equal(Math.Min(sold, held.Sum()) / 1000m, parts.Sum(p => p.Fill.Quantity.Value));
        if (sold <= held.Sum())
        {
            Assert.Equal(fill.Fee.Value, parts.Sum(p => p.Fill.Fee.Value));
        }
    });

    [Fact]
    public void Foreign_FillOfAnOrderOfOurs_FallsToNobody() =>
        Assert.Empty(BookOf([5]).Foreign(SomeReport.FillOf(Some.EntryRequest(), 100m)));

    private static HoldingBook BookOf(int[] held) => held
        .Select((quantity, i) => (BotId: $"bot-{i}", Open: new Quantity(quantity / 1000m)))
        .Aggregate(HoldingBook.Empty, (book, bot) => book.With(null, bot.BotId, Some.InstrumentId, bot.Open));
}
