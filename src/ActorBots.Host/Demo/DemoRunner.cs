using System.Collections.Immutable;
using ActorBots.Host.Nodes;
using ActorBots.Host.Notifications;
using ActorBots.Host.Settings;
using ActorBots.Protocol.Bots;
using ActorBots.Simulation.Feeds;
using ActorBots.Venues;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using Serilog;
using Spectre.Console;

namespace ActorBots.Host.Demo;

/// <summary>
/// The whole system in one process: simulated venues, one node, sample bots, a webhook receiver. The bots trade through the same gateway,
/// actors and stores as on a real venue. Everything is kept in the data folder; a second start goes on where the first one ended, however it
/// ended.
/// </summary>
internal sealed class DemoRunner
{
    private static readonly ImmutableArray<string> DefaultSymbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(500);

    private readonly DemoOptions _options;
    private readonly IAnsiConsole _console;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;

    public DemoRunner(DemoOptions options, IAnsiConsole console, TextWriter output, TimeProvider time)
    {
        _options = options;
        _console = console;
        _output = output;
        _time = time;
    }

    /// <summary>Runs the demo until it is interrupted, its time is over or its feeds end.</summary>
    /// <param name="cancellationToken">The interruption: Ctrl-C or SIGTERM.</param>
    public async Task<DemoReport> RunAsync(CancellationToken cancellationToken)
    {
        // The report is the last word: written when everything that could still say something has ended.
        var report = await PlayAsync(cancellationToken);
        await WriteAsync(report);
        return report;
    }

    private async Task<DemoReport> PlayAsync(CancellationToken cancellationToken)
    {
        var feeds = _options.Feeds.IsEmpty ? [.. DefaultSymbols.Select(s => (FeedSettings)new FeedSettings.Synthetic(s))] : _options.Feeds;
        var fleet = new DemoFleet(_options, [.. feeds.Select(f => f.Symbol).Distinct()]);
        var nodeSettings = SettingsOf();
        await using var logger = LogSetup.Create(nodeSettings, writesConsole: false);
        using var loggers = LoggerFactory.Create(l => l.AddSerilog(logger));
        await using var venues = await DemoVenues.OpenAsync(_options, feeds, fleet, _time, loggers, cancellationToken);
        await using var receiver = await WebhookReceiver.StartAsync(
            fleet.WebhookSecret, DemoPorts.Remembered(_options.DataDirectory), _time, cancellationToken);
        DemoPorts.Remember(_options.DataDirectory, receiver.Endpoint.Port);
        nodeSettings = nodeSettings with { Venues = venues.Gateways(feeds[0].Symbol) };
        await using var node = await Node.StartAsync(
            nodeSettings, new NodeParts { Credentials = fleet.Credentials() }, logger, _time, cancellationToken);
        await StartBotsAsync(node, fleet, receiver.Endpoint, cancellationToken);
        var log = loggers.CreateLogger<DemoRunner>();
        foreach (var venue in venues.All)
        {
            var (title, marketTime) = (venue.Title, venue.Exchange.MarketTime);
            Log.MarketMoves(log, title, marketTime);
        }

        await TradeAsync(node, fleet, venues, receiver, cancellationToken);
        return await ReportAsync(node, fleet, venues);
    }

    private NodeSettings SettingsOf() => new()
    {
        DataDirectory = _options.DataDirectory,
        Storage = _options.Mongo is null ? "sqlite" : "mongodb",
        Mongo = _options.Mongo is { } mongo ? DemoStorage.Of(mongo, _options.DataDirectory) : null,
        LogDirectory = Path.Combine(_options.DataDirectory, "logs"),
        Hostname = "127.0.0.1",
        Port = 0,
        Venues = new VenuesSettings(),
    };

    private async Task StartBotsAsync(Node node, DemoFleet fleet, Uri webhook, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        foreach (var bot in fleet.Bots)
        {
            await node.Store.Bots.PutAsync(DemoFleet.DocumentOf(bot, webhook, _time.GetUtcNow()), timeout.Token);
        }

        try
        {
            await Parallel.ForEachAsync(
                fleet.Bots,
                new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = timeout.Token },
                async (bot, token) => await StartAsync(node, bot.BotId, token));
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException(
                [$"not all bots answered within {StartTimeout.TotalSeconds} s: {Path.Combine(_options.DataDirectory, "logs", "actorbots.log")} says why"]);
        }

        try
        {
            await UntilAsync(node, fleet, r => r is { Status: "RUNNING" or "STOPPED", Price: not null, Atr: not null } or { Status: "STOPPED" }, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException(
                [$"the bots saw no price or no ATR within {StartTimeout.TotalSeconds} s: allowed is a feed of at least 2 hours, whose first half is history"]);
        }
    }

    private static async Task StartAsync(Node node, string botId, CancellationToken cancellationToken)
    {
        var reply = await BotStart.AskAsync(node.Bots, botId, StartTimeout, cancellationToken);
        if (reply is CommandReply.Refused refused)
        {
            throw new SettingsException([$"bot {botId} was refused: {refused.Code} {refused.Message}", .. refused.Fields.Select(f => f.Message)]);
        }
    }

    private async Task TradeAsync(
        Node node, DemoFleet fleet, DemoVenues venues, WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_options.For is { } duration)
        {
            ending.CancelAfter(duration);
        }

        var market = venues.RunAsync(node.Venues, ending.Token);
        if (!_options.Json)
        {
            await DrawAsync(node, fleet, venues, receiver, market, ending.Token);
        }

        try
        {
            await market;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The time is over, or somebody asked for the end: that is how a market stops.
        }
    }

    private async Task DrawAsync(
        Node node, DemoFleet fleet, DemoVenues venues, WebhookReceiver receiver, Task market, CancellationToken cancellationToken)
    {
        var shown = fleet.Bots.Select(b => b.BotId).ToImmutableArray();
        await _console.Live(new Text(string.Empty)).StartAsync(async live =>
        {
            while (!market.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                var replies = await FleetView.AskAsync(node.Bots, shown, AskTimeout, CancellationToken.None);
                live.UpdateTarget(DemoTable.Draw(replies, fleet.Bots, venues.All, receiver.Figures));
                await Task.WhenAny(market, Task.Delay(DrawInterval, _time, CancellationToken.None));
            }
        });
    }

    private async Task<DemoReport> ReportAsync(Node node, DemoFleet fleet, DemoVenues venues)
    {
        using var timeout = new CancellationTokenSource(DrainTimeout);
        var replies = await DrainedAsync(node, fleet, timeout.Token);
        var differences = await BooksAudit.DifferencesAsync(fleet.Bots, replies, venues.Audits(), node.Store.Ledger, CancellationToken.None);
        while (!differences.IsEmpty && !timeout.IsCancellationRequested)
        {
            // The projection follows the journal by a fraction of a second.
            await Task.Delay(PollInterval, _time, CancellationToken.None);
            replies = await FleetView.AskAsync(node.Bots, fleet.Bots.Select(b => b.BotId), AskTimeout, CancellationToken.None);
            differences = await BooksAudit.DifferencesAsync(fleet.Bots, replies, venues.Audits(), node.Store.Ledger, CancellationToken.None);
        }

        return DemoReport.Of(fleet, replies, venues.Audits(), differences, await DeadLettersAsync(node));
    }

    private static async Task<long> DeadLettersAsync(Node node)
    {
        long count = 0;
        string? after = null;
        do
        {
            var page = await node.Store.DeadLetters.ListAsync(null, after, 1000, CancellationToken.None);
            count += page.Items.Length;
            after = page.Next;
        }
        while (after is not null);

        return count;
    }

    /// <summary>Writes the figures; the last thing that a demo says.</summary>
    private async Task WriteAsync(DemoReport report)
    {
        if (_options.Json)
        {
            await _output.WriteLineAsync(report.ToJson());
            return;
        }

        _console.MarkupLineInterpolated(
            $"{report.Trades} trades, net {report.NetPnl} USDT, books {(report.BooksBalanced ? "balanced" : "NOT BALANCED")}, {report.OpenPositions} positions open and kept in {_options.DataDirectory}");
        foreach (var difference in report.Differences)
        {
            _console.MarkupLineInterpolated($"[red]{difference}[/]");
        }
    }

    /// <summary>The bots once nothing is under way and every webhook is delivered, or as they are when the time-out comes.</summary>
    private async Task<ImmutableArray<BotReply>> DrainedAsync(Node node, DemoFleet fleet, CancellationToken timeout)
    {
        var ids = fleet.Bots.Select(b => b.BotId).ToImmutableArray();
        while (true)
        {
            var replies = await FleetView.AskAsync(node.Bots, ids, AskTimeout, CancellationToken.None);
            var isDrained = replies.Length == ids.Length && replies.All(r => r is { OutboxLength: 0, PositionsWithoutStop: 0 });
            if (isDrained || timeout.IsCancellationRequested)
            {
                return replies;
            }

            await Task.Delay(PollInterval, _time, CancellationToken.None);
        }
    }

    private async Task UntilAsync(Node node, DemoFleet fleet, Func<BotReply, bool> isReached, CancellationToken cancellationToken)
    {
        var waiting = fleet.Bots.Select(b => b.BotId).ToImmutableArray();
        while (!waiting.IsEmpty)
        {
            var replies = await FleetView.AskAsync(node.Bots, waiting, AskTimeout, cancellationToken);
            var reached = replies.Where(isReached).Select(r => r.BotId).ToHashSet(StringComparer.Ordinal);
            waiting = [.. waiting.Where(id => !reached.Contains(id))];
            if (!waiting.IsEmpty)
            {
                await Task.Delay(PollInterval, _time, cancellationToken);
            }
        }
    }
}
