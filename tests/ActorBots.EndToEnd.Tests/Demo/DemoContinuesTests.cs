namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>A demo that is asked to end does so soon, and the next one goes on where it stood.</summary>
public sealed class DemoContinuesTests
{
    private static readonly TimeSpan GracefulEnd = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Demo_AskedToEnd_EndsWithinTenSecondsAndContinuesLater()
    {
        using var folder = new TemporaryFolder();
        var first = await RunUntilAskedAsync(folder, closed: 3);
        var trades = Trades(folder);
        var second = await RunUntilAskedAsync(folder, closed: 5);
        Assert.True(first.GetProperty("trades").GetInt32() > 0, first.ToString());
        Assert.Equal(first.GetProperty("bots").GetInt32(), second.GetProperty("bots").GetInt32());
        Assert.True(second.GetProperty("trades").GetInt32() >= first.GetProperty("trades").GetInt32(), second.ToString());
        Assert.Equal(trades, Trades(folder).Where(trades.Contains));
        Assert.True(second.GetProperty("candles_replayed").GetInt64() > first.GetProperty("candles_replayed").GetInt64(), second.ToString());
    }

    private static async Task<System.Text.Json.JsonElement> RunUntilAskedAsync(TemporaryFolder folder, int closed)
    {
        await using var demo = DemoProcess.Start(folder.FullName, "--speed", "600", "--seed", "3");
        await demo.MarketMovesAsync();
        await demo.ClosesPositionsAsync(closed);
        demo.Process.RequestEnd();
        var report = await demo.ReportAsync(GracefulEnd);
        Assert.True(report.GetProperty("books_balanced").GetBoolean(), report.ToString());
        Assert.True(report.GetProperty("positions_without_stop").GetInt32() == 0, report.ToString());
        Assert.True(report.GetProperty("duplicate_client_order_ids").GetInt32() == 0, report.ToString());
        return report;
    }

    private static IReadOnlyList<string> Trades(TemporaryFolder folder) =>
        DemoFiles.Query(folder.PathOf("actorbots.db"), "SELECT * FROM trades ORDER BY closed_at, _id");
}
