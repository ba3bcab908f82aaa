using System.Globalization;
using ActorBots.Actors.Bots;
using ActorBots.Actors.MarketData;
using ActorBots.Domain.Instruments;
using ActorBots.Host.Nodes;
using ActorBots.Host.Settings;
using ActorBots.Host.Simulated;
using ActorBots.Protocol.Bots;
using ActorBots.Storage.Mongo;
using ActorBots.Venues;
using Akka.Actor;

namespace ActorBots.CrashNode;

/// <summary>
/// A real node with one bot, for tests that end it at a chosen step. Arguments: name and address of the simulated venue, data
/// folder, and for MongoDB its connection string and a database. It says
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
        var wire = SimulatedWire.All.Single(w => w.Name == args[0]);
        var mongo = args is [_, _, _, var url, var database] ? new MongoSettings { ConnectionString = url, Database = database } : null;
        var settings = SettingsOf(wire, new Uri(args[1]), args[2], mongo);
        var probe = new StepProbe();
        await using var logger = LogSetup.Create(settings, writesConsole: false);
        var parts = new NodeParts { Credentials = CrashBot.Credentials, Probe = probe };
        await using var node = await Node.StartAsync(settings, parts, logger, TimeProvider.System, CancellationToken.None);
        await StartBotAsync(node, wire.Name);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
        {
            Console.WriteLine(await AnswerAsync(node, wire.Name, probe, line.Split(' ')));
        }
    }

    private static async Task<string> AnswerAsync(Node node, string exchange, StepProbe probe, string[] words)
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
                return await SettleAsync(node, exchange, long.Parse(tick, CultureInfo.InvariantCulture));
            default:
                return $"unknown {string.Join(' ', words)}";
        }
    }

    private static async Task<string> SettleAsync(Node node, string exchange, long tick)
    {
        try
        {
            var question = new MarketDataProtocol.SettleTick(new InstrumentId(CrashBot.Symbol), tick);
            await node.Venues.Ask<MarketDataProtocol.Settled>(new MarketDataProtocol.ForVenue(exchange, question), SettleTimeout);
            var bot = await AskAsync(node);
            return $"settled {bot.Trades} {bot.Status}";
        }
        catch (AskTimeoutException)
        {
            return "unsettled";
        }
    }

    private static async Task StartBotAsync(Node node, string exchange)
    {
        await node.Store.Bots.PutAsync(CrashBot.DocumentAt(exchange), CancellationToken.None);
        var reply = await BotStart.AskAsync(node.Bots, CrashBot.Id, StartTimeout, CancellationToken.None);
        if (reply is CommandReply.Refused refused)
        {
            throw new InvalidOperationException($"{refused.Code} {refused.Message}");
        }

        await TradesAsync(node);
    }

    /// <summary>Waits until the bot trades. One that stops in between, because the store stands still, leaves a question unanswered.</summary>
    private static async Task TradesAsync(Node node)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await IsTradingAsync(node, TimeProvider.System.GetElapsedTime(startedAt) < StartTimeout))
        {
            await Task.Delay(PollInterval);
        }
    }

    private static async Task<bool> IsTradingAsync(Node node, bool asksAgain)
    {
        try
        {
            return await AskAsync(node) is { Status: "RUNNING", Price: not null, Atr: not null };
        }
        catch (AskTimeoutException) when (asksAgain)
        {
            return false;
        }
    }

    private static Task<BotReply> AskAsync(Node node) => node.Bots.Ask<BotReply>(new GetBot(CrashBot.Id), AskTimeout);

    /// <summary>How such a node runs.</summary>
    internal static NodeSettings SettingsOf(SimulatedWire wire, Uri venue, string data, MongoSettings? mongo) => new()
    {
        DataDirectory = data,
        Storage = mongo is null ? "sqlite" : "mongodb",
        Mongo = mongo,
        LogDirectory = Path.Combine(data, "logs"),
        Hostname = "127.0.0.1",
        Port = 0,
        Bots = new BotSettings { OutcomeTimeout = TimeSpan.FromSeconds(1), AttachRetry = TimeSpan.FromSeconds(1), ReconcileInterval = TimeSpan.FromSeconds(5) },
        Venues = wire.Enable(new VenuesSettings(), new SimulatedGatewayOptions(venue, CrashBot.Symbol)
        {
            SettlingTime = TimeSpan.FromMilliseconds(2_500),
            StaleAfter = TimeSpan.FromMinutes(10),
        }),
    };
}
