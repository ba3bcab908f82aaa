using ActorBots.CrashNode;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>The venue that survives the node: it lives in the test's process and its market moves only when it is told to.</summary>
internal sealed class CrashVenue : IAsyncDisposable
{
    private readonly SimulatedExchange _exchange;
    private readonly BybitSimulationServer _server;

    private CrashVenue(SimulatedExchange exchange, BybitSimulationServer server, FaultPlan faults)
    {
        _exchange = exchange;
        _server = server;
        Faults = faults;
    }

    public FaultPlan Faults { get; }

    public Uri Address => _server.BaseAddress;

    public VenueAudit Audit => _exchange.GetAudit();

    public decimal Wallet => _exchange.GetWallet(CrashBot.ApiKey).Balance;

    /// <summary>Whether the bot holds a position and stops for all of it rest.</summary>
    public bool IsCovered => Audit is { OpenPositions: 1, PositionsWithoutFullCover: 0 };

    /// <summary>Opens a venue whose market has gone through the history of its rounds.</summary>
    public static async Task<CrashVenue> OpenAsync(string ledger, IEnumerable<Round> rounds)
    {
        var settings = new SimulationSettings
        {
            Accounts = [new AccountSettings(CrashBot.ApiKey, CrashBot.ApiSecret, 10_000m)],
            Feeds = [Round.Feed(CrashBot.Symbol, rounds)],
            Speed = null,
            LedgerPath = ledger,
        };
        var faults = new FaultPlan();
        var exchange = await SimulatedExchange.OpenAsync(settings, TimeProvider.System, CancellationToken.None);
        var server = await BybitSimulationServer.StartAsync(
            exchange, new BybitServerSettings(), faults, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        for (var i = 0; i < Round.WarmUpTicks; i++)
        {
            exchange.Advance();
        }

        return new CrashVenue(exchange, server, faults);
    }

    /// <summary>Moves the market by one tick.</summary>
    public MarketTick Advance() => _exchange.Advance() ?? throw new InvalidOperationException("the script has ended");

    /// <summary>What was executed after a number of executions: everything but ids.</summary>
    public IReadOnlyList<string> Executions(long after) =>
    [
        .. _exchange.GetExecutions(CrashBot.ApiKey, new ExecutionQuery { Limit = 1_000 }).Reverse().Skip((int)after)
            .Select(e => FormattableString.Invariant($"{e.Kind} {e.Side} {e.Quantity} at {e.Price}, fee {e.Fee}, {e.At:O}")),
    ];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _exchange.DisposeAsync();
    }
}
