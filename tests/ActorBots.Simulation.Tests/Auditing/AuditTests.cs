using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Auditing;

public sealed class AuditTests
{
    [Fact]
    public async Task GetAudit_PositionWithoutStop_CountsTheWallClock()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.02m));
        bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal((250, 1), Figures(bench));

        bench.Place(Stop(0.01m, 49_000m));
        bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal((500, 1), Figures(bench));

        bench.Place(Stop(0.01m, 48_000m, "second"));
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((500, 0), Figures(bench));

        bench.Exchange.CancelOrder(Key, ByClientId("second"));
        bench.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((500, 1), Figures(bench));
    }

    [Fact]
    public async Task GetAudit_TakeProfitAlone_IsNoCover()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.02m) with { TakeProfit = 55_000m });

        Assert.Equal(1, bench.Exchange.GetAudit().PositionsWithoutFullCover);

        bench.Exchange.SetTradingStop(Key, new TradingStopRequest { Symbol = Btc, TrailingStop = 500m });

        Assert.Equal(0, bench.Exchange.GetAudit().PositionsWithoutFullCover);
    }

    [Fact]
    public async Task GetAudit_Totals_CountOrdersFillsAndPositions()
    {
        await using var bench = await StartAsync(50_000m, 50_100m);
        bench.Place(AtMarket(OrderSide.Buy, 0.02m, "a"));
        bench.Place(Stop(0.02m, 49_000m, "b"));
        bench.Advance();

        var audit = bench.Exchange.GetAudit();

        Assert.Equal((2, 1, 1), (audit.Orders, audit.Fills, audit.OpenPositions));
        Assert.True(audit.BooksBalance);
        Assert.Equal(1_000m, audit.Accounts[0].OpenCost);
        Assert.Equal(-0.55m, audit.Accounts[0].WalletChange);
    }

    private static (int, int) Figures(Bench bench)
    {
        var audit = bench.Exchange.GetAudit();
        return ((int)audit.UnprotectedMsMax, audit.PositionsWithoutFullCover);
    }
}
