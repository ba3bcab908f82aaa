using System.CommandLine;
using ActorBots.Host.Demo;
using Spectre.Console;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots demo</c>: bots trade a moving market on the simulated venue, in one process.</summary>
internal static class DemoCommand
{
    private const decimal DefaultSpeed = 60m;

    public static Command Create()
    {
        var bots = CommandInput.Number("--bots", "How many sample bots", 4, 1, 10_000);
        var perAccount = CommandInput.Number("--bots-per-account", "How many bots share an account", 1, 1, 20);
        var speed = CommandInput.Speed(DefaultSpeed);
        var duration = CommandInput.Duration("--for", "How long the market runs, such as 60s; until Ctrl-C when it is not given");
        var candles = CommandInput.Candles();
        var trades = CommandInput.Trades();
        var exchange = CommandInput.Exchange();
        var seed = CommandInput.Seed();
        var data = new Option<string>("--data") { Description = "Folder of everything that is kept", DefaultValueFactory = _ => "./data" };
        var storage = CommandInput.Storage();
        var json = new Option<bool>("--json") { Description = "No table; one JSON object with the figures at the end" };
        var command = new Command("demo", "Runs simulated venue, node, sample bots and webhook receiver in one process")
        {
            bots, perAccount, exchange, speed, duration, candles, trades, seed, data, storage, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var options = new DemoOptions
            {
                Bots = result.GetValue(bots),
                BotsPerAccount = result.GetValue(perAccount),
                Speed = result.GetValue(speed)!.SecondsPerSecond,
                For = result.GetValue(duration),
                Feeds = CommandInput.FeedsOf(result, candles, trades),
                Wires = result.GetValue(exchange)!.Wires,
                Seed = result.GetValue(seed),
                DataDirectory = result.GetValue(data)!,
                Mongo = result.GetValue(storage)?.Mongo,
                Json = result.GetValue(json),
            };
            var runner = new DemoRunner(options, AnsiConsole.Console, Console.Out, TimeProvider.System);
            var report = await runner.RunAsync(cancellationToken);
            return report.BooksBalanced ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
