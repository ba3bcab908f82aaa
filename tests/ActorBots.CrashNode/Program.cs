using System.Globalization;
using ActorBots.Actors.Bots;
using ActorBots.Actors.MarketData;
using ActorBots.Domain.Instruments;
using ActorBots.Host.Nodes;
using ActorBots.Host.Settings;
using ActorBots.Protocol.Bots;
using ActorBots.Storage.Mongo;
using ActorBots.Venues;
using ActorBots.Venues.Bybit;
using Akka.Actor;

namespace ActorBots.CrashNode;

/// <summary>
/// A real node with one bot, for tests that end it at a chosen step. Arguments: address of the simulated venue, data folder, and for
/// MongoDB its connection string and a database. It says
/// <c>ready</c> when the bot trades, then answers the lines of its standard input: <c>arm MOMENT EVENT PURPOSE</c> → <c>armed</c>,
/// <c>disarm</c> → <c>disarmed</c>, <c>back</c> → <c>back</c> once the bot trades again, <c>settle TICK</c> → <c>settled TRADES STATUS</c> or <c>unsettled</c>, <c>stop</c> → end.
/// </summary>
internal static class Program
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private static async Task Main(string[] args)
    {
        var settings = SettingsOf(new Uri(args[0]), args[1], args is [_, _, var mongo, var database] ? new MongoSettings { ConnectionString = mongo, Database = database } : null);
        var probe = new StepProbe();
        await using var logger = LogSetup.Create(settings, writesConsole: false);
        var parts = new NodeParts { Credentials = CrashBot.Credentials, Probe = probe };
        await using var node = await Node.StartAsync(settings, parts, logger, TimeProvider.System, CancellationToken.None);
        await StartBotAsync(node);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
        {
            Console.WriteLine(await AnswerAsync(node, probe, line.Split(' ')));
        }
    }

    private static async Task<string> AnswerAsync(Node node, StepProbe probe, string[] words)
    {
        switch (words)
        {
            case ["arm", var moment, var happened, var purpose]:
                probe.Arm(new StepProbe.Step(moment, happened, purpose));
                return "armed";
            case ["disarm"]:
                probe.Arm(null);
                return "disarmed";
            case ["back"]:
                await TradesAsync(node);
                return "back";
            case ["settle", var tick]:
                return await SettleAsync(node, long.Parse(tick, CultureInfo.InvariantCulture));
            default:
                return $"unknown {string.Join(' ', words)}";
        }
    }

    private static async Task<string> SettleAsync(Node node, long tick)
    {
        try
        {
            var question = new MarketDataProtocol.SettleTick(new InstrumentId(CrashBot.Symbol), tick);
            await node.Venues.Ask<MarketDataProtocol.Settled>(new MarketDataProtocol.ForVenue("bybit", question), SettleTimeout);
            var bot = await AskAsync(node);
            return $"settled {bot.Trades} {bot.Status}";
        }
        catch (AskTimeoutException)
        {
            return "unsettled";
        }
    }

    private static async Task StartBotAsync(Node node)
    {
        await node.Store.Bots.PutAsync(CrashBot.Document, CancellationToken.None);
        var reply = await node.Bots.Ask<CommandReply>(new BotCommand.StartBot(CrashBot.Id), StartTimeout);
        if (reply is CommandReply.Refused refused)
        {
            throw new InvalidOperationException($"{refused.Code} {refused.Message}");
        }

        await TradesAsync(node);
    }

    private static async Task TradesAsync(Node node)
    {
        while (await AskAsync(node) is not { Status: "RUNNING", Price: not null, Atr: not null })
        {
            await Task.Delay(PollInterval);
        }
    }

    private static Task<BotReply> AskAsync(Node node) => node.Bots.Ask<BotReply>(new GetBot(CrashBot.Id), AskTimeout);

    /// <summary>How such a node runs.</summary>
    internal static NodeSettings SettingsOf(Uri venue, string data, MongoSettings? mongo) => new()
    {
        DataDirectory = data,
        Storage = mongo is null ? "sqlite" : "mongodb",
        Mongo = mongo,
        LogDirectory = Path.Combine(data, "logs"),
        Hostname = "127.0.0.1",
        Port = 0,
        Bots = new BotSettings { OutcomeTimeout = TimeSpan.FromSeconds(1), AttachRetry = TimeSpan.FromSeconds(1), ReconcileInterval = TimeSpan.FromSeconds(5) },
        Venues = new VenuesSettings
        {
            Bybit = new BybitSettings
            {
                Environment = BybitEnvironment.SimulatedName,
                SimulatedAddress = venue,
                ReferenceInstrument = CrashBot.Symbol,
                ReceiveWindow = TimeSpan.FromSeconds(2),
                SettlingTime = TimeSpan.FromMilliseconds(2_500),
                Streams = new() { StaleAfter = TimeSpan.FromMinutes(10) },
            },
        },
    };
}
