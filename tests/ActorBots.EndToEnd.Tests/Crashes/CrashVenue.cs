using ActorBots.CrashNode;
using ActorBots.Host.Simulated;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>The venue that survives the node: it lives in the test's process and its market moves only when it is told to.</summary>
internal sealed class CrashVenue : IAsyncDisposable
{
    private readonly SimulatedVenue _venue;

    private CrashVenue(SimulatedVenue venue, SimulatedWire wire, FaultPlan faults)
    {
        _venue = venue;
        Wire = wire;
        Faults = faults;
    }

    public SimulatedWire Wire { get; }

    public FaultPlan Faults { get; }

    public Uri Address => _venue.Server.BaseAddress;

    public VenueAudit Audit => _venue.Exchange.GetAudit();

    public decimal Wallet => _venue.Exchange.GetWallet(CrashBot.ApiKey).Balance;

    /// <summary>Whether the bot holds a position and stops for all of it rest.</summary>
    public bool IsCovered => Audit is { OpenPositions: 1, PositionsWithoutFullCover: 0 };

    /// <summary>Opens a venue whose market has gone through the history of its rounds.</summary>
    public static async Task<CrashVenue> OpenAsync(SimulatedWire wire, string ledger, IEnumerable<Round> rounds)
    {
        var settings = new SimulationSettings
        {
            Accounts = [new AccountSettings(CrashBot.ApiKey, CrashBot.ApiSecret, 10_000m)],
            Feeds = [Round.Feed(CrashBot.Symbol, rounds)],
            Speed = null,
            LedgerPath = ledger,
        };
        var faults = new FaultPlan();
        var venue = await SimulatedVenue.OpenAsync(
            wire, settings, new SimulatedServerOptions(0, 1, faults), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        for (var i = 0; i < Round.WarmUpTicks; i++)
        {
            venue.Exchange.Advance();
        }

        return new CrashVenue(venue, wire, faults);
    }

    /// <summary>Moves the market by one tick.</summary>
    /// <returns>The number under which the venue's client tells it.</returns>
    public long Advance() => _venue.SequenceOf(_venue.Exchange.Advance() ?? throw new InvalidOperationException("the script has ended"));

    /// <summary>What was executed after a number of executions: everything but ids.</summary>
    public IReadOnlyList<string> Executions(long after) =>
    [
        .. _venue.Exchange.GetExecutions(CrashBot.ApiKey, new ExecutionQuery { Limit = 1_000 }).Reverse().Skip((int)after)
            .Select(e => FormattableString.Invariant($"{e.Kind} {e.Side} {e.Quantity} at {e.Price}, fee {e.Fee}, {e.At:O}")),
    ];

    public ValueTask DisposeAsync() => _venue.DisposeAsync();
}
