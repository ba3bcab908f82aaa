using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What every <see cref="ITradeLedger"/> does.</summary>
public abstract class TradeLedgerContract : StoreContract
{
    private const string Projection = "books";

    private ITradeLedger Ledger => Store.Ledger;

    [Fact]
    public async Task GetOffsetAsync_BeforeTheFirstWrite_IsZero() => Assert.Equal(0, await Ledger.GetOffsetAsync(Projection, None));

    [Fact]
    public async Task WriteAsync_RowsAndOffset_ComeBackAsTheyWent()
    {
        var closed = SomeRows.Position(2) with
        {
            IsOpen = false,
            Quantity = Quantity.Zero,
            TrailingStop = new Price(90000.50m),
            StopOrderId = "bot-1-000002s",
            ClosedAt = SomeRows.At.AddHours(1),
        };

        await Ledger.WriteAsync(Projection, [SomeRows.Position(), closed], [SomeRows.Trade()], 42, None);

        Assert.Equal(42, await Ledger.GetOffsetAsync(Projection, None));
        Assert.Equal(SomeRows.Position(), await Ledger.FindPositionAsync("bot-1-p000001", None));
        Assert.Equal(closed, await Ledger.FindPositionAsync("bot-1-p000002", None));
        AssertRows([SomeRows.Trade()], (await Ledger.ListTradesAsync(null, null, 10, None)).Items);
        Assert.Null(await Ledger.FindPositionAsync("bot-1-p000003", None));
    }

    [Fact]
    public async Task WriteAsync_TwentyEightDigits_NoneIsLost()
    {
        var largest = decimal.MaxValue;
        const decimal smallest = 0.0000000000000000000000000001m;
        var trade = SomeRows.Trade() with
        {
            Pnl = new Money(-largest),
            Fees = new Money(smallest),
            Funding = new Money(SomeRows.TrailingZeros),
            Quantity = new Quantity(SomeRows.ManyDigits),
            ExitPrice = new Price(1e-8m),
        };

        await Ledger.WriteAsync(Projection, [], [trade], 1, None);

        var found = Assert.Single((await Ledger.ListTradesAsync("bot-1", null, 1, None)).Items);
        Assert.Equal(trade, found);
        Assert.Equal("-79228162514264337593543950335", found.Pnl.ToString());
        Assert.Equal("0.0000000000000000000000000001", found.Fees.ToString());
        Assert.Equal("-0.1200", found.Funding.ToString());
        Assert.Equal("1234567890.123456789012345678", found.Quantity.ToString());
    }

    [Fact]
    public async Task WriteAsync_SameBatchTwice_ChangesNothing()
    {
        for (var i = 0; i < 2; i++)
            await Ledger.WriteAsync(Projection, [SomeRows.Position()], [SomeRows.Trade()], 7, None);

        Assert.Equal(7, await Ledger.GetOffsetAsync(Projection, None));
        AssertRows([SomeRows.Position()], await Ledger.ListOpenPositionsAsync(null, None));
        AssertRows([SomeRows.Trade()], (await Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task WriteAsync_TradeThatExists_IsLeftAsItIs()
    {
        await Ledger.WriteAsync(Projection, [], [SomeRows.Trade()], 1, None);

        await Ledger.WriteAsync(Projection, [], [SomeRows.Trade() with { Pnl = new Money(99m) }], 2, None);

        AssertRows([SomeRows.Trade()], (await Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task WriteAsync_OlderSequenceNumber_Loses()
    {
        var newer = SomeRows.Position(sequenceNumber: 9) with { IsOpen = false, ClosedAt = SomeRows.At };
        await Ledger.WriteAsync(Projection, [newer], [], 9, None);

        await Ledger.WriteAsync(Projection, [SomeRows.Position(sequenceNumber: 8)], [], 10, None);

        Assert.Equal(newer, await Ledger.FindPositionAsync("bot-1-p000001", None));
        Assert.Empty(await Ledger.ListOpenPositionsAsync(null, None));
    }

    [Fact]
    public async Task WriteAsync_NewerSequenceNumber_ReplacesEveryField()
    {
        await Ledger.WriteAsync(Projection, [SomeRows.Position() with { TrailingStop = new Price(1m), StopOrderId = "s" }], [], 1, None);
        var newer = SomeRows.Position(sequenceNumber: 2) with { StopLoss = new Price(89100m), TargetPrice = new Price(90000m) };

        await Ledger.WriteAsync(Projection, [newer], [], 2, None);

        Assert.Equal(newer, await Ledger.FindPositionAsync("bot-1-p000001", None));
    }

    [Fact]
    public async Task WriteAsync_SamePositionTwiceInOneBatch_NewerWinsWhateverTheOrder()
    {
        var newer = SomeRows.Position(sequenceNumber: 2) with { StopLoss = new Price(89100m) };

        await Ledger.WriteAsync(Projection, [newer, SomeRows.Position()], [], 2, None);

        Assert.Equal(newer, await Ledger.FindPositionAsync("bot-1-p000001", None));
    }

    [Fact]
    public async Task WriteAsync_LowerOffset_NeverMovesBack()
    {
        await Ledger.WriteAsync(Projection, [], [], 10, None);
        await Ledger.WriteAsync(Projection, [], [SomeRows.Trade()], 3, None);
        await Ledger.WriteAsync("other", [], [], 4, None);

        Assert.Equal(10, await Ledger.GetOffsetAsync(Projection, None));
        Assert.Equal(4, await Ledger.GetOffsetAsync("other", None));
        Assert.Single((await Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task WriteAsync_OneBadRow_WritesNeitherRowsNorOffset()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.WriteAsync(
            Projection, [SomeRows.Position()], [SomeRows.Trade(1), SomeRows.Trade(2) with { TradeId = string.Empty }], 5, None));

        Assert.Equal(0, await Ledger.GetOffsetAsync(Projection, None));
        Assert.Empty(await Ledger.ListOpenPositionsAsync(null, None));
        Assert.Empty((await Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task ListOpenPositionsAsync_ManyBots_GivesOpenOnesById()
    {
        await Ledger.WriteAsync(
            Projection,
            [SomeRows.Position(2), SomeRows.Position(1), SomeRows.Position(3) with { IsOpen = false }, SomeRows.Position(1, "bot-0")],
            [],
            1,
            None);

        Assert.Equal(
            ["bot-0-p000001", "bot-1-p000001", "bot-1-p000002"],
            (await Ledger.ListOpenPositionsAsync(null, None)).Select(p => p.PositionId));
        Assert.Equal(
            ["bot-1-p000001", "bot-1-p000002"], (await Ledger.ListOpenPositionsAsync("bot-1", None)).Select(p => p.PositionId));
    }

    [Fact]
    public async Task ListTradesAsync_SameClosingTime_OrdersByIdDescending()
    {
        await Ledger.WriteAsync(
            Projection, [], [.. new[] { 2, 1, 3 }.Select(n => SomeRows.Trade(n) with { ClosedAt = SomeRows.At })], 1, None);

        var first = await Ledger.ListTradesAsync(null, null, 2, None);
        var second = await Ledger.ListTradesAsync(null, first.Next, 2, None);

        Assert.Equal(["bot-1-t000003", "bot-1-t000002"], first.Items.Select(t => t.TradeId));
        Assert.Equal(["bot-1-t000001"], second.Items.Select(t => t.TradeId));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task ListTradesAsync_TradesClosedBetweenPages_OldPagesStayInOrderWithoutRepeats()
    {
        await Ledger.WriteAsync(Projection, [], [.. Enumerable.Range(1, 9).Select(n => SomeRows.Trade(n))], 1, None);
        await Ledger.WriteAsync(Projection, [], [SomeRows.Trade(500, "bot-2")], 1, None);

        var seen = new List<TradeRow>();
        string? after = null;
        var number = 100;
        do
        {
            var page = await Ledger.ListTradesAsync("bot-1", after, 2, None);
            seen.AddRange(page.Items);
            after = page.Next;
            await Ledger.WriteAsync(Projection, [], [SomeRows.Trade(number++)], number, None);
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, 9).Reverse().Select(n => SomeRows.Trade(n)), seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("_x")]
    public async Task ListTradesAsync_PlaceThatIsNone_IsRefused(string after) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.ListTradesAsync(null, after, 10, None));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListTradesAsync_SizeOutOfRange_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.ListTradesAsync(null, null, size, None));

    [Fact]
    public async Task ListPositionsAsync_RowsInsertedBetweenPages_GivesOpenAndClosedOnesByIdWithoutRepeats()
    {
        await Ledger.WriteAsync(
            Projection,
            [.. Enumerable.Range(1, 5).Select(n => SomeRows.Position(n) with { IsOpen = n % 2 == 0 }), SomeRows.Position(1, "bot-0")],
            [],
            1,
            None);

        var seen = new List<PositionRow>();
        string? after = null;
        do
        {
            var page = await Ledger.ListPositionsAsync(after, 2, None);
            seen.AddRange(page.Items);
            after = page.Next;
            await Ledger.WriteAsync(Projection, [SomeRows.Position(2, "bot-0")], [], 1, None);
        }
        while (after is not null);

        AssertRows(
            [SomeRows.Position(1, "bot-0"), .. Enumerable.Range(1, 5).Select(n => SomeRows.Position(n) with { IsOpen = n % 2 == 0 })],
            seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListPositionsAsync_SizeOutOfRange_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.ListPositionsAsync(null, size, None));

    [Fact]
    public async Task WriteAsync_IdsLikeObjectIds_AreFoundByTheirText()
    {
        const string botId = "665f1c2e9b1d4a0012ab34cd";
        var position = SomeRows.Position(1, botId) with { UserId = "665f1c2e9b1d4a0012ab34ce" };
        var trade = SomeRows.Trade(1, botId) with { UserId = "665f1c2e9b1d4a0012ab34ce" };

        await Ledger.WriteAsync(Projection, [position, SomeRows.Position()], [trade, SomeRows.Trade()], 1, None);

        AssertRows([position], await Ledger.ListOpenPositionsAsync(botId, None));
        AssertRows([trade], (await Ledger.ListTradesAsync(botId, null, 10, None)).Items);
        Assert.Equal(position, await Ledger.FindPositionAsync(position.PositionId, None));
    }

    [Fact]
    public async Task WriteAsync_FiveHundredRowsOfEach_AllComeBack()
    {
        var positions = Enumerable.Range(1, 501).Select(n => SomeRows.Position(n)).ToList();
        var trades = Enumerable.Range(1, 501).Select(n => SomeRows.Trade(n)).ToList();

        for (var i = 0; i < 2; i++)
            await Ledger.WriteAsync(Projection, positions, trades, 501, None);

        AssertRows(positions, await Ledger.ListOpenPositionsAsync("bot-1", None));
        AssertRows(Enumerable.Reverse(trades), (await Ledger.ListTradesAsync("bot-1", null, 1000, None)).Items);
    }

    [Fact]
    public async Task WriteAsync_ManyWritersAndReadersAtOnce_NothingIsLostAndNoOffsetIsAheadOfItsRows()
    {
        const int batches = 60;
        var writers = Enumerable.Range(1, batches).Select(n => Task.Run(() =>
            Ledger.WriteAsync(Projection, [SomeRows.Position(n)], [SomeRows.Trade(n), SomeRows.Trade(n, "bot-2")], n, None)));
        var readers = Enumerable.Range(1, batches).Select(_ => Task.Run(async () =>
        {
            var offset = (int)await Ledger.GetOffsetAsync(Projection, None);
            var trades = (await Ledger.ListTradesAsync(null, null, 1000, None)).Items;
            Assert.Equal(offset == 0 ? 0 : 2, trades.Count(t => t == SomeRows.Trade(offset) || t == SomeRows.Trade(offset, "bot-2")));
            Assert.True(offset == 0 || await Ledger.FindPositionAsync($"bot-1-p{offset:D6}", None) is not null);
        }));

        await Task.WhenAll(writers.Concat(readers));

        Assert.Equal(batches, await Ledger.GetOffsetAsync(Projection, None));
        Assert.Equal(batches, (await Ledger.ListOpenPositionsAsync(null, None)).Length);
        Assert.Equal(2 * batches, (await Ledger.ListTradesAsync(null, null, 1000, None)).Items.Length);
    }

    [Fact]
    public async Task WriteAsync_Cancelled_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Ledger.WriteAsync(Projection, [SomeRows.Position()], [], 5, new CancellationToken(true)));

        Assert.Equal(0, await Ledger.GetOffsetAsync(Projection, None));
        Assert.Empty(await Ledger.ListOpenPositionsAsync(null, None));
    }

    [Fact]
    public async Task WriteAsync_InstantOutsideUtc_ComesBackAsTheSameInstantInUtc()
    {
        var openedAt = SomeRows.At.ToOffset(TimeSpan.FromHours(5)).AddTicks(7);

        await Ledger.WriteAsync(Projection, [SomeRows.Position() with { OpenedAt = openedAt }], [], 1, None);

        var found = await Ledger.FindPositionAsync("bot-1-p000001", None);
        Assert.Equal(SomeRows.At, found?.OpenedAt);
        Assert.Equal(TimeSpan.Zero, found?.OpenedAt.Offset);
    }
}
