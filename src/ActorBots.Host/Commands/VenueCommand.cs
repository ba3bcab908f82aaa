using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ActorBots.Host.Settings;
using ActorBots.Host.Simulated;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using Microsoft.Extensions.Logging;
using Serilog;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots venue</c>: the simulated venues alone, for any client of their APIs; a market and a ledger of its own for each.</summary>
internal static class VenueCommand
{
    private const int DefaultPort = 8300;

    public static Command Create()
    {
        var port = CommandInput.Number("--port", "Port on this machine, of the first venue; a second one gets the next; 0 takes free ones", DefaultPort, 0, 65_534);
        var exchange = CommandInput.Exchange();
        var candles = CommandInput.Candles();
        var trades = CommandInput.Trades();
        var speed = CommandInput.Speed(1m);
        var seed = CommandInput.Seed();
        var accounts = Accounts();
        var faults = new Option<string?>("--faults") { Description = "FILE with a fault plan; see src/ActorBots.Simulation/Faults/README.md" };
        var data = new Option<string?>("--data") { Description = "Folder of the venue's ledger; in memory when it is not given" };
        var command = new Command("venue", "Runs the simulated venues alone") { exchange, port, candles, trades, speed, seed, accounts, faults, data };
        command.SetAction(async (result, cancellationToken) =>
        {
            var feeds = CommandInput.FeedsOf(result, candles, trades);
            var folder = result.GetValue(data);
            SimulationSettings SettingsOf(SimulatedWire wire) => new()
            {
                Accounts = [.. result.GetValue(accounts) ?? []],
                Feeds = feeds.IsEmpty ? [new FeedSettings.Synthetic("BTCUSDT"), new FeedSettings.Synthetic("ETHUSDT")] : feeds,
                Seed = result.GetValue(seed),
                Speed = result.GetValue(speed)!.SecondsPerSecond,
                LedgerPath = folder is null ? null : Path.Combine(Path.GetFullPath(folder), $"venue-{wire.Name}.db"),
            };
            await ServeAsync(result.GetValue(exchange)!.Wires, SettingsOf, result.GetValue(port), result.GetValue(faults), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task ServeAsync(
        ImmutableArray<SimulatedWire> wires, Func<SimulatedWire, SimulationSettings> settingsOf, int port, string? faults, CancellationToken cancellationToken)
    {
        await using var logger = new LoggerConfiguration().MinimumLevel.Warning()
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", Serilog.Events.LogEventLevel.Fatal)
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose).CreateLogger();
        using var loggers = LoggerFactory.Create(l => l.AddSerilog(logger));
        await using var venues = new SimulatedVenues();
        foreach (var (wire, i) in wires.Select((w, i) => (w, i)))
        {
            var options = new SimulatedServerOptions(port == 0 ? 0 : port + i, 1, await PlanOfAsync(faults, cancellationToken));
            var venue = venues.Add(await SimulatedVenue.OpenAsync(wire, settingsOf(wire), options, TimeProvider.System, loggers, cancellationToken));
            Console.WriteLine(venue.Title);
            Console.WriteLine($"  REST            {venue.Server.BaseAddress}");
            Console.WriteLine($"  public stream   {venue.Server.PublicStream}");
            Console.WriteLine($"  private stream  {venue.Server.PrivateStream}");
            Console.WriteLine($"  symbols         {string.Join(' ', venue.Exchange.Instruments.Select(i => i.Symbol))}");
            Console.WriteLine($"  accounts        {string.Join(' ', venue.Exchange.GetAccounts().Select(a => a.ApiKey))}");
        }

        try
        {
            await venues.RunAsync(_ => null, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Console.WriteLine("the feeds have ended; the market stands still");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C or SIGTERM: that is how the venue is closed.
        }
    }

    private static async Task<FaultPlan> PlanOfAsync(string? path, CancellationToken cancellationToken)
    {
        try
        {
            return path is null ? new FaultPlan() : await FaultPlan.LoadAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is FaultPlanException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"--faults '{path}': {e.Message}"]);
        }
    }

    private static Option<AccountSettings[]> Accounts() => new("--account")
    {
        Description = "KEY:SECRET:BALANCE of an account, BALANCE in USDT; may be repeated",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [new AccountSettings("demo", "demo-secret", 10_000m)],
        CustomParser = result =>
        {
            var accounts = ImmutableArray.CreateBuilder<AccountSettings>();
            foreach (var token in result.Tokens)
            {
                var parts = token.Value.Split(':');
                if (parts.Length == 3 && parts[0].Length > 0 && parts[1].Length > 0
                    && decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var balance))
                {
                    accounts.Add(new AccountSettings(parts[0], parts[1], balance));
                }
                else
                {
                    result.AddError($"--account '{parts[0]}:…': allowed is KEY:SECRET:BALANCE with a balance in USDT, such as demo:secret:10000");
                }
            }

            return [.. accounts];
        },
    };
}
