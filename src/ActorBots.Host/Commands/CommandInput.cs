using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Host.Settings;
using ActorBots.Host.Simulated;
using ActorBots.Simulation.Feeds;
using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Commands;

/// <summary>The options that several verbs share, with their checks.</summary>
internal static class CommandInput
{
    private const string AllExchanges = "both";

    private static string ExchangeNames => $"{string.Join(", ", SimulatedWire.All.Select(w => w.Name))}, {AllExchanges}";

    /// <summary>Market seconds per second.</summary>
    public static Option<MarketSpeed> Speed(decimal standard) => new("--speed")
    {
        Description = "Market seconds per second, 1 to 1000000, or max for as fast as possible",
        DefaultValueFactory = _ => new MarketSpeed(standard),
        CustomParser = result => result.Tokens[0].Value switch
        {
            "max" => new MarketSpeed(null),
            var text when decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value is >= 1m and <= 1_000_000m => new MarketSpeed(value),
            var text => Refuse<MarketSpeed>(result, $"--speed '{text}': allowed is a number from 1 to 1000000, or max"),
        },
    };

    /// <summary>The simulated venues: one by its name, or all.</summary>
    public static Option<ExchangeChoice> Exchange() => new("--exchange")
    {
        Description = $"The simulated venue: {ExchangeNames}",
        DefaultValueFactory = _ => new ExchangeChoice(SimulatedWire.All),
        CustomParser = result => result.Tokens[0].Value switch
        {
            AllExchanges => new ExchangeChoice(SimulatedWire.All),
            var text when SimulatedWire.All.FirstOrDefault(w => w.Name == text) is { } wire => new ExchangeChoice([wire]),
            var text => Refuse<ExchangeChoice>(result, $"--exchange '{text}': allowed is one of {ExchangeNames}"),
        },
    };

    /// <summary>Candle files.</summary>
    public static Option<FeedSettings[]> Candles() => Feed(
        "--candles", "SYMBOL=FILE with open_time_ms,open,high,low,close,volume; may be repeated", (s, f) => new FeedSettings.Candles(s, f));

    /// <summary>Trade files.</summary>
    public static Option<FeedSettings[]> Trades() => Feed(
        "--trades", "SYMBOL=FILE with time_ms,price,qty,side; may be repeated", (s, f) => new FeedSettings.Trades(s, f));

    /// <summary>The market's seed.</summary>
    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Seed of the market, a whole number from 0",
        DefaultValueFactory = _ => 1,
        CustomParser = result => ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Refuse<ulong>(result, $"--seed '{result.Tokens[0].Value}': allowed is a whole number from 0 to {ulong.MaxValue}"),
    };

    /// <summary>The store: SQLite in the data folder, or MongoDB at a connection string.</summary>
    public static Option<StorageChoice> Storage() => new("--storage")
    {
        Description = $"sqlite, mongodb://HOST:PORT/…, or mongodb for the connection string in {MongoSettingsReader.Variable}",
        DefaultValueFactory = _ => new StorageChoice(null),
        CustomParser = result => StorageOf(result, result.Tokens[0].Value),
    };

    /// <summary>MongoDB's connection string.</summary>
    public static Option<MongoSettings> Mongo(string name) => new(name)
    {
        Description = $"mongodb://HOST:PORT/DATABASE, or mongodb for the connection string in {MongoSettingsReader.Variable}",
        Required = true,
        CustomParser = result => MongoOf(result, name, result.Tokens[0].Value),
    };

    /// <summary>A whole number within a range.</summary>
    public static Option<int> Number(string name, string description, int standard, int min, int max) => new(name)
    {
        Description = $"{description}, {min} to {max}",
        DefaultValueFactory = _ => standard,
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : Refuse<int>(result, $"{name} '{result.Tokens[0].Value}': allowed is a whole number from {min} to {max}"),
    };

    /// <summary>A duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Durations.Parse(result.Tokens[0].Value) is { } value && value > TimeSpan.Zero
            ? value
            : Refuse<TimeSpan?>(result, $"{name} '{result.Tokens[0].Value}': allowed is a duration such as 500ms, 60s, 5m or 2h"),
    };

    /// <summary>All feeds of a verb; each symbol once.</summary>
    public static ImmutableArray<FeedSettings> FeedsOf(ParseResult result, Option<FeedSettings[]> candles, Option<FeedSettings[]> trades)
    {
        ImmutableArray<FeedSettings> feeds = [.. result.GetValue(candles) ?? [], .. result.GetValue(trades) ?? []];
        var twice = feeds.GroupBy(f => f.Symbol, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        return twice.Count == 0
            ? feeds
            : throw new SettingsException([.. twice.Select(s => $"symbol '{s}' is given more than one feed: allowed is one --candles or --trades per symbol")]);
    }

    private static Option<FeedSettings[]> Feed(string name, string description, Func<string, string, FeedSettings> make) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            var feeds = new List<FeedSettings>();
            foreach (var token in result.Tokens)
            {
                var equals = token.Value.IndexOf('=', StringComparison.Ordinal);
                var symbol = equals > 0 ? token.Value[..equals] : string.Empty;
                var file = token.Value[(equals + 1)..];
                if (!InstrumentId.IsValid(symbol) || file.Length == 0)
                {
                    result.AddError($"{name} '{token.Value}': allowed is SYMBOL=FILE, such as BTCUSDT=candles.csv.gz");
                }
                else if (!File.Exists(file))
                {
                    result.AddError($"{name} '{token.Value}': the file '{file}' cannot be read");
                }
                else
                {
                    feeds.Add(make(symbol, file));
                }
            }

            return [.. feeds];
        },
    };

    private static StorageChoice? StorageOf(ArgumentResult result, string text) =>
        text == "sqlite" ? new StorageChoice(null)
        : MongoOf(result, "--storage", text) is { } mongo ? new StorageChoice(mongo)
        : null;

    private static MongoSettings? MongoOf(ArgumentResult result, string name, string text)
    {
        var variable = Environment.GetEnvironmentVariable(MongoSettingsReader.Variable) ?? string.Empty;
        var settings = new MongoSettings { ConnectionString = text == "mongodb" ? variable : text };
        try
        {
            MongoConnection.Create(settings).Dispose();
            return settings;
        }
        catch (MongoSettingsException e)
        {
            // The text may hold a password: it is not repeated.
            return Refuse<MongoSettings>(
                result, $"{name}: {e.Message}; mongodb alone reads the connection string from {MongoSettingsReader.Variable} in the environment");
        }
    }

    private static T? Refuse<T>(ArgumentResult result, string problem)
    {
        result.AddError(problem);
        return default;
    }
}
