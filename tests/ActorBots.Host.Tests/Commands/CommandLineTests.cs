using System.CommandLine;
using ActorBots.Host.Commands;
using ActorBots.Host.Settings;
using ActorBots.Simulation.Feeds;
using ActorBots.Storage;

namespace ActorBots.Host.Tests.Commands;

/// <summary>The command line as a person types it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CommandLineTests : IDisposable
{
    private const string Valid = """
        {"_id":"bot-1","user_id":"user-1","name":"Dip","exchange":"paper","account":"main",
         "config":{"trading":{"symbol":"BTCUSDT","leverage":10},"budget":{"allocated_amount":2000}}}
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly string _secretFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        File.Delete(_file);
        File.Delete(_secretFile);
    }

    [Theory]
    [InlineData("max", null)]
    [InlineData("60", 60.0)]
    [InlineData("1.5", 1.5)]
    public void Speed_Valid_IsRead(string text, double? expected) =>
        Assert.Equal((decimal?)expected, Parse(CommandInput.Speed(10m), "--speed", text)!.SecondsPerSecond);

    [Fact]
    public void Speed_Absent_IsTheStandard() => Assert.Equal(10m, Parse(CommandInput.Speed(10m))!.SecondsPerSecond);

    [Fact]
    public void Duration_Valid_IsRead() =>
        Assert.Equal(TimeSpan.FromSeconds(90), Parse(CommandInput.Duration("--for", "how long"), "--for", "1.5m"));

    [Fact]
    public void Candles_SeveralSymbols_AreRead()
    {
        File.WriteAllText(_file, "x");

        var feeds = Parse(CommandInput.Candles(), "--candles", $"BTCUSDT={_file}", "--candles", $"ETHUSDT={_file}");

        Assert.Equal(["BTCUSDT", "ETHUSDT"], feeds!.Cast<FeedSettings.Candles>().Select(f => f.Symbol));
    }

    [Fact]
    public void Feeds_SymbolTwice_IsRefused()
    {
        File.WriteAllText(_file, "x");
        var (candles, trades) = (CommandInput.Candles(), CommandInput.Trades());
        var parsed = new RootCommand { candles, trades }.Parse(["--candles", $"BTCUSDT={_file}", "--trades", $"BTCUSDT={_file}"]);

        var refusal = Assert.Throws<SettingsException>(() => CommandInput.FeedsOf(parsed, candles, trades));

        Assert.Contains("'BTCUSDT'", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bots", "0", "1 to 10000")]
    [InlineData("--bots", "many", "1 to 10000")]
    [InlineData("--speed", "0.5", "1 to 1000000")]
    [InlineData("--speed", "fast", "or max")]
    [InlineData("--for", "0s", "such as 500ms")]
    [InlineData("--for", "60", "such as 500ms")]
    [InlineData("--seed", "-1", "0 to 18446744073709551615")]
    [InlineData("--candles", "BTCUSDT", "SYMBOL=FILE")]
    [InlineData("--candles", "BTCUSDT=no-such-file.csv", "no-such-file.csv")]
    [InlineData("--trades", "=x.csv", "SYMBOL=FILE")]
    public async Task Demo_BadOption_IsRefusedWithValueAndRange(string option, string value, string hint)
    {
        var (exit, output, errors) = await RunAsync("demo", option, value);

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains(hint, Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains(value, errors[0], StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("demo", "--storage", "mongodb:/bots:hidden@db")]
    [InlineData("demo", "--storage", "mongodb://bots:hidden@db/?w=0")]
    [InlineData("storage", "copy", "--from", "data", "--to", "floppy:hidden")]
    public async Task Storage_BadConnectionString_IsRefusedWithoutTheSecret(params string[] args)
    {
        var (exit, output, errors) = await RunAsync(args);

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains("allowed is", Assert.Single(errors), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", errors[0], StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void Storage_Sqlite_IsTheStandard() => Assert.Null(Parse(CommandInput.Storage())!.Mongo);

    [Fact]
    public async Task StorageCheck_FilesOfANode_AreLookedAt()
    {
        var folder = Directory.CreateTempSubdirectory("actorbots-check-");
        try
        {
            var store = new StoreSettings { Name = "sqlite", Path = Path.Combine(folder.FullName, "actorbots.db") };
            await (await StoreRegistry.OpenAsync(store, TimeProvider.System, CancellationToken.None)).DisposeAsync();
            await File.WriteAllTextAsync(_file, $"actorbots.data = \"{folder.FullName}\"");

            var (exit, output, _) = await RunAsync("storage", "check", "--config", _file);

            Assert.Equal(ExitCodes.Failed, exit);
            Assert.Contains("ok  integrity of actorbots.db: ok", output);
            Assert.Contains(output, line => line.StartsWith("BAD", StringComparison.Ordinal) && line.Contains("journal.db: is not there", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task StorageCheck_MongoIsNotThere_SaysSoWithoutTheSecret()
    {
        await File.WriteAllTextAsync(_secretFile, "mongodb://bots:hidden@127.0.0.1:1/x?serverSelectionTimeoutMS=200");
        await File.WriteAllTextAsync(_file, $"actorbots.storage = mongodb, actorbots.mongodb.connection-string-file = \"{_secretFile}\"");

        var (exit, output, errors) = await RunAsync("storage", "check", "--config", _file, "--json");

        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("does not answer", Assert.Single(output), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", output[0], StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Demo_SeveralBadOptions_TellsAllAtOnce()
    {
        var (exit, _, errors) = await RunAsync("demo", "--bots", "0", "--speed", "fast", "--seed", "x");

        Assert.Equal((ExitCodes.Refused, 3), (exit, errors.Length));
    }

    [Fact]
    public async Task Run_BadConfiguration_TellsAllAtOnce()
    {
        await File.WriteAllTextAsync(_file, "actorbots { storage = floppy, cluster.port = -1 }");

        var (exit, _, errors) = await RunAsync("run", "--config", _file);

        Assert.Equal((ExitCodes.Refused, 2), (exit, errors.Length));
    }

    [Fact]
    public async Task ConfigCheck_ValidDocument_IsDone()
    {
        await File.WriteAllTextAsync(_file, Valid);

        var (exit, output, errors) = await RunAsync("config", "check", _file);

        Assert.Equal((ExitCodes.Done, $"{_file}: valid"), (exit, Assert.Single(output)));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task ConfigCheck_InvalidDocument_TellsAllProblems()
    {
        await File.WriteAllTextAsync(_file, Valid.Replace("\"leverage\":10", "\"leverage\":-1,\"simbol\":1").Replace("2000", "0").Replace("paper", "floppy"));

        var (exit, output, errors) = await RunAsync("config", "check", _file);

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains(errors, e => e.Contains("config.trading.leverage", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("config.trading.simbol", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("config.budget.allocated_amount", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("floppy", StringComparison.Ordinal));
        Assert.Empty(output);
    }

    [Fact]
    public async Task ConfigCheck_FileMissing_NamesIt()
    {
        var (exit, _, errors) = await RunAsync("config", "check", "no-such-file.json");

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains("no-such-file.json", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static T? Parse<T>(Option<T> option, params string[] args)
    {
        var parsed = new RootCommand { option }.Parse(args);
        Assert.Empty(parsed.Errors);
        return parsed.GetValue(option);
    }

    private static async Task<(int Exit, string[] Output, string[] Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return (await Program.Main(args), Lines(said), Lines(complained));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
