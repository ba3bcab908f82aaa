using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;
using CsCheck;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Accounts;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("155.55", "0.00055", "0.0855525")]
    [InlineData("122.5299", "0.00055", "0.06739145")]
    [InlineData("41.5539", "0.00055", "0.02285465")]
    [InlineData("64.6727", "0.00055", "0.03556999")]
    [InlineData("62.06737", "0.0001", "0.00620674")]
    [InlineData("58.95284", "0.00076104", "0.04486547")]
    public void Round8_CapturedFees_GivesTheReportedDigits(string value, string rate, string reported) =>
        Assert.Equal(D(reported), Decimals.Round8(D(value) * D(rate)));

    [Theory]
    [InlineData("64809.6", "64627.3", "0.001", "0.00055", "-0.2534903")]
    [InlineData("64786.3", "64672.7", "0.001", "0.00055", "-0.18480246")]
    public async Task ClosedPnl_CapturedRoundTrips_GivesTheReportedDigits(string entry, string exit, string quantity, string rate, string reported)
    {
        var settings = Settings(Ticks(D(entry), D(exit))) with { Fees = new FeeRates(D(rate), 0.0002m) };
        await using var bench = await StartAsync(settings);
        bench.Place(AtMarket(OrderSide.Buy, D(quantity)));
        bench.Advance();
        var close = bench.Place(AtMarket(OrderSide.Sell, D(quantity), reduceOnly: true));

        var row = Assert.Single(bench.Exchange.GetClosedPnl(Key, new OrderQuery()));

        Assert.Equal(D(reported), Decimals.Round8(row.ClosedPnl));
        Assert.Equal(row.ClosedPnl, close.ClosedPnl);
        Assert.Equal(row.ClosedPnl, bench.Wallet.CumulativeRealizedPnl);
    }

    [Fact]
    public async Task ClosedPnl_DocumentationExample_IsExact()
    {
        // Entry value 3584.9255 and exit value 3541.795 with a fee rate of 0.0006 both ways.
        var settings = Settings(Ticks(3_584.9255m, 3_541.795m)) with { Fees = new FeeRates(0.0006m, 0.0002m) };
        await using var bench = await StartAsync(settings);
        bench.Place(AtMarket(OrderSide.Buy, 1m));
        bench.Advance();
        bench.Place(AtMarket(OrderSide.Sell, 1m, reduceOnly: true));

        var row = Assert.Single(bench.Exchange.GetClosedPnl(Key, new OrderQuery()));

        Assert.Equal((2.1509553m, 2.125077m, -47.4065323m), (row.OpenFee, row.CloseFee, row.ClosedPnl));
    }

    [Fact]
    public async Task Funding_LongAtDueTime_PaysAndBooksAnExecutionWithoutATrade()
    {
        var due = Start.AddHours(8);
        FeedTick[] ticks = [new(due.AddSeconds(-1), 62_067.37m, 1m, OrderSide.Buy), new(due.AddSeconds(1), 62_000m, 1m, OrderSide.Sell)];
        await using var bench = await StartAsync(Settings(new FeedSettings.Scripted(Btc, [.. ticks])));
        bench.Place(AtMarket(OrderSide.Buy, 0.001m));
        var before = bench.Wallet.Balance;
        bench.Advance();

        var funding = bench.Executions()[0];

        Assert.Equal((ExecutionKind.Funding, 0.00620674m, due), (funding.Kind, funding.Fee, funding.At));
        Assert.Equal(string.Empty, funding.ClientOrderId);
        Assert.Equal(before - 0.00620674m, bench.Wallet.Balance);
        Assert.Equal(due, Assert.Single(bench.Exchange.GetFundingHistory(Btc, 10)).At);
        Assert.Equal(due.AddHours(8), bench.Exchange.GetTicker(Btc)!.NextFundingAt);
        bench.AssertBooks();
    }

    [Fact]
    public async Task Funding_Short_Receives()
    {
        FeedTick[] ticks = [new(Start.AddSeconds(1), 50_000m, 1m, OrderSide.Buy), new(Start.AddHours(17), 50_000m, 1m, OrderSide.Sell)];
        await using var bench = await StartAsync(Settings(new FeedSettings.Scripted(Btc, [.. ticks])));
        bench.Place(AtMarket(OrderSide.Sell, 0.01m));
        bench.Advance();

        var rows = bench.Exchange.GetExecutions(Key, new ExecutionQuery { Kind = ExecutionKind.Funding });

        Assert.Equal([-0.05m, -0.05m], rows.Select(r => r.Fee));
        Assert.Equal([Start.AddHours(16), Start.AddHours(8)], rows.Select(r => r.At));
        bench.AssertBooks();
    }

    [Fact]
    public async Task Books_AnyOrdersAtAnyPrices_BalanceToTheLastDigit() => await Gen.Select(
        Gen.Int[300_000, 900_000].Array[12, 24],
        Gen.Int[1, 400].Array[24],
        Gen.Int[0, 5].Array[24],
        Gen.Int[1, 5]).SampleAsync(
            async (prices, quantities, kinds, pieces) =>
            {
                var settings = Settings(Ticks([.. prices.Select(p => p / 10m)])) with
                {
                    Accounts = [new AccountSettings(Key, "secret", 1_000_000m)],
                    Matching = new MatchingSettings { SlippageBps = 3m },
                };
                await using var bench = await StartAsync(settings);
                bench.Exchange.UseMatchPolicy(new FixedPlan(new MatchPlan { Pieces = pieces }));
                for (var i = 0; i < prices.Length; i++)
                {
                    bench.Exchange.PlaceOrder(Key, TicketOf(kinds[i], quantities[i] / 1000m, prices[i] / 10m));
                    AssertIdentity(bench);
                    bench.Advance();
                }

                bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.ManualClose, null);
                AssertIdentity(bench);
                Assert.Equal(0m, bench.Position.OpenCost);
                var closed = bench.Exchange.GetClosedPnl(Key, new OrderQuery { Limit = 1000 }).Sum(r => r.ClosedPnl);
                Assert.Equal(bench.Wallet.CumulativeRealizedPnl, closed);
                Assert.Equal(bench.Wallet.CumulativeRealizedPnl, bench.Position.CumulativeRealizedPnl);
            },
            iter: 60);

    private static void AssertIdentity(Bench bench)
    {
        var flows = bench.Executions();
        var position = bench.Position;
        var cash = flows.Sum(e => e.Side == OrderSide.Sell ? e.Value : -e.Value);
        var cost = position.Side == OrderSide.Sell ? -position.OpenCost : position.OpenCost;
        Assert.Equal(bench.Wallet.CumulativeRealizedPnl, cash + cost - flows.Sum(e => e.Fee));
        bench.AssertBooks();
    }

    private static OrderTicket TicketOf(int kind, decimal quantity, decimal price) => kind switch
    {
        0 => AtMarket(OrderSide.Buy, quantity),
        1 => AtMarket(OrderSide.Sell, quantity),
        2 => AtMarket(OrderSide.Sell, quantity, reduceOnly: true),
        3 => AtMarket(OrderSide.Buy, quantity, reduceOnly: true),
        4 => AtLimit(OrderSide.Buy, quantity, price - 100m),
        _ => Stop(quantity, price - 200m),
    };

    private static decimal D(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
