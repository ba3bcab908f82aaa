using ActorBots.EndToEnd.Tests.Demo;
using ActorBots.Testing.Mongo;
using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Outages;

/// <summary>The store itself is ended as <c>kill -9</c> does, five times, under a whole demo that goes on running.</summary>
public sealed class StoreKilledTests(ITestOutputHelper output)
{
    private const int Kills = 5;
    private const int Seed = 5;

    [Fact]
    public async Task Demo_StoreKilledFiveTimes_BooksBalance()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Seed);
        await using var store = await MongoServerProcess.StartAsync(new MongoServerOptions(), CancellationToken.None);
        await using var demo = DemoProcess.Start(folder.FullName, "--bots", "4", "--speed", "600", "--seed", "9", "--storage", store.ConnectionString);
        await demo.MarketMovesAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await demo.ClosesPositionsAsync(demo.ClosedPositions + 3);
            await store.KillAsync(CancellationToken.None);
            await Task.Delay(random.Next(200, 4_000));
            await store.RestartAsync(CancellationToken.None);
        }

        await demo.ClosesPositionsAsync(demo.ClosedPositions + 3);
        demo.Process.RequestEnd();
        var report = await demo.ReportAsync();
        output.WriteLine(report.ToString());
        Assert.True(report.GetProperty("books_balanced").GetBoolean(), report.ToString());
        Assert.True(report.GetProperty("duplicate_client_order_ids").GetInt32() == 0, report.ToString());
        Assert.True(report.GetProperty("positions_without_stop").GetInt32() == 0, report.ToString());
        Assert.True(report.GetProperty("webhooks_pending").GetInt64() == 0, report.ToString());
    }
}
