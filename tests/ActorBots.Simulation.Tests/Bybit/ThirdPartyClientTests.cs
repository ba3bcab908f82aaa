using System.Security.Cryptography;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>Clients that other people wrote, against the simulated venue.</summary>
public sealed class ThirdPartyClientTests
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);
    private static readonly SemaphoreSlim OneInstall = new(1);

    [SkippableTheory]
    [InlineData("bybit-api.mjs")]
    [InlineData("ccxt.mjs")]
    public async Task Client_FromNpm_TradesOnTheSimulatedVenue(string script)
    {
        Skip.IfNot(await ChildProcess.ExistsAsync("node") && await ChildProcess.ExistsAsync("npm"), "node or npm is absent");
        var folder = await InstallAsync();
        await using var exchange = await SimulatedExchange.OpenAsync(
            new SimulationSettings
            {
                Accounts = [new AccountSettings(TestVenue.Key, TestVenue.Secret, 100_000m)],
                Feeds = [new FeedSettings.Synthetic("BTCUSDT", 60_000m), new FeedSettings.Synthetic("ETHUSDT", 3_000m)],
                Speed = 60m,
            },
            TimeProvider.System,
            CancellationToken.None);
        await using var server = await BybitSimulationServer.StartAsync(
            exchange, new BybitServerSettings(), new FaultPlan(), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var market = exchange.RunAsync(null, stop.Token);

        var (code, output) = await ChildProcess.RunAsync("node", [script], folder, RunTimeout, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BASE"] = server.BaseAddress.GetLeftPart(UriPartial.Authority),
            ["PUBLIC"] = server.PublicStreamUri.ToString(),
            ["PRIVATE"] = server.PrivateStreamUri.ToString(),
            ["TRADE"] = server.TradeStreamUri.ToString(),
            ["KEY"] = TestVenue.Key,
            ["SECRET"] = TestVenue.Secret,
        });

        await stop.CancelAsync();
        await market;
        Assert.True(code == 0, output);
        Assert.True(exchange.GetAudit().BooksBalance);
    }

    /// <summary>Installs the packages once per lock file, in a folder outside of the repository.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Node");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..16];
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "actorbots", $"node-{hash}");
        await OneInstall.WaitAsync();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var done = Path.Combine(folder, "installed");
            if (!File.Exists(done))
            {
                var (code, output) = await ChildProcess.RunAsync(
                    "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, InstallTimeout, new Dictionary<string, string>(StringComparer.Ordinal));
                Assert.True(code == 0, $"npm ci failed: {output}");
                await File.WriteAllTextAsync(done, string.Empty);
            }

            return folder;
        }
        finally
        {
            OneInstall.Release();
        }
    }
}
