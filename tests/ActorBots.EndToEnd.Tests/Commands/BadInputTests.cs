using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorBots.EndToEnd.Tests.Processes;

namespace ActorBots.EndToEnd.Tests.Commands;

/// <summary>What the program refuses: one clear line per problem on standard error, exit code 2, nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Header = "open_time_ms,open,high,low,close,volume";
    private const int Refused = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--speed 0", "--speed '0'", "1 to 1000000")]
    [InlineData("--bots 0", "--bots '0'", "1 to 10000")]
    [InlineData("--for tomorrow", "--for 'tomorrow'", "60s")]
    [InlineData("--colour red", "'--colour red'", "--help")]
    [InlineData("--candles BTCUSDT=absent.csv", "absent.csv", "cannot be read")]
    [InlineData("--candles BTCUSDT", "--candles 'BTCUSDT'", "SYMBOL=FILE")]
    public async Task Demo_WrongOption_OneLineAndNothingWritten(string options, string names, string allows)
    {
        var line = await RefusedAsync(["demo", .. options.Split(' ')]);
        Assert.Contains(names, line, StringComparison.Ordinal);
        Assert.Contains(allows, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_TwoWrongOptions_OneLineEach()
    {
        var lines = await RefusalsAsync(["demo", "--speed", "0", "--bots", "many"]);
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, l => l.Contains("--speed '0'", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("--bots 'many'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_SymbolTwice_OneLine()
    {
        var file = _folder.Write("a.csv", $"{Header}\n0,1,1,1,1,1\n60000,1,1,1,1,1\n");
        var line = await RefusedAsync(["demo", "--candles", $"BTCUSDT={file}", "--candles", $"BTCUSDT={file}"]);
        Assert.Contains("BTCUSDT", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_BadLineInCandles_ItsNumberIsTold()
    {
        var file = _folder.Write("bad.csv", $"{Header}\n1740787200000,1,1,1,1,1\n1740787260000,1,1,oops,1,1\n1740787320000,1,1,1,1,1\n");
        var line = await RefusedAsync(["demo", "--candles", $"BTCUSDT={file}"]);
        Assert.Contains("bad.csv:3:", line, StringComparison.Ordinal);
        Assert.Contains("oops", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Venue_PortInUse_OneLine()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var line = await RefusedAsync(["venue", "--port", port]);
        Assert.Contains(port, line, StringComparison.Ordinal);
        Assert.Contains("in use", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownKey_NearestKeyIsTold()
    {
        var file = _folder.Write("node.hocon", "actorbots.bots.hartbeat-interval = 30s");
        var line = await RefusedAsync(["run", "--config", file]);
        Assert.Contains("hartbeat-interval", line, StringComparison.Ordinal);
        Assert.Contains("actorbots.bots.heartbeat-interval", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnreadableFile_OneLine()
    {
        var line = await RefusedAsync(["run", "--config", _folder.PathOf("absent.hocon")]);
        Assert.Contains("absent.hocon", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EmptyFolder_OneLine()
    {
        var file = _folder.Write("empty.hocon", "actorbots { data = ");
        var line = await RefusedAsync(["run", "--config", file]);
        Assert.Contains("actorbots.data = ''", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BadValues_OneLineEach()
    {
        var file = _folder.Write("bad.hocon", "actorbots { bots.heartbeat-interval = 1h, storage = mongo, cluster.port = many }");
        var lines = await RefusalsAsync(["run", "--config", file]);
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task Run_NotHocon_OneLine()
    {
        var file = _folder.Write("broken.hocon", "actorbots { data = ${absent} }");
        var line = await RefusedAsync(["run", "--config", file]);
        Assert.Contains("broken.hocon", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_BadDocument_EveryProblemIsTold()
    {
        var file = _folder.Write("bot.json", """
            {"_id":"b","user_id":"u","exchange":"bybit","account":"a","config":{"trading":{"symbol":"BTCUSDT","leverage":0,"timeframe":"2m"},
            "atr":{"periud":10},"budget":{"allocated_amount":"100"}}}
            """);
        var lines = await RefusalsAsync(["config", "check", file]);
        Assert.Contains(lines, l => l.Contains("config.trading.leverage", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("config.trading.timeframe", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("config.atr.periud", StringComparison.Ordinal));
    }

    private async Task<string> RefusedAsync(string[] arguments) => Assert.Single(await RefusalsAsync(arguments));

    private async Task<IReadOnlyList<string>> RefusalsAsync(string[] arguments)
    {
        var before = Contents();
        await using var process = ChildProcess.Start(Programs.ActorBots, _folder.FullName, arguments);
        var code = await process.EndAsync(Timeout);
        Assert.True(code == Refused, $"exit code {code}; {process}");
        Assert.Empty(process.Output);
        Assert.Equal(before, Contents());
        return process.Errors;
    }

    private string[] Contents() => [.. Directory.EnumerateFileSystemEntries(_folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
