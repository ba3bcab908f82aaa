using System.Collections.Immutable;
using ActorBots.Host.Settings;
using ActorBots.Host.Simulated;
using ActorBots.Simulation;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using ActorBots.Venues;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Demo;

/// <summary>The demo's venues: an exchange of its own for each wire, all with the same market, each with the accounts of its bots.</summary>
internal sealed class DemoVenues : IAsyncDisposable
{
    private const string NamesFile = "exchanges";

    /// <summary>The ledger of demos that knew one venue only.</summary>
    private const string FormerLedger = "venue.db";

    private readonly SimulatedVenues _venues = new();
    private readonly DemoOptions _options;

    private DemoVenues(DemoOptions options) => _options = options;

    /// <summary>The venues, in the order in which they were asked for.</summary>
    public IReadOnlyList<SimulatedVenue> All => _venues.All;

    /// <summary>Thousands of bots behind one address need more room than a real venue gives one address.</summary>
    private int RateFactor => 1 + (_options.Bots / 20);

    /// <summary>Opens them. Their markets stand.</summary>
    /// <exception cref="SettingsException">The data folder belongs to a demo with other venues.</exception>
    /// <exception cref="SimulationInputException">A feed or a ledger cannot be used.</exception>
    public static async Task<DemoVenues> OpenAsync(
        DemoOptions options, ImmutableArray<FeedSettings> feeds, DemoFleet fleet, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        CheckFolder(options);
        var venues = new DemoVenues(options);
        try
        {
            foreach (var wire in options.Wires)
            {
                var server = new SimulatedServerOptions(0, venues.RateFactor, new FaultPlan());
                venues._venues.Add(await SimulatedVenue.OpenAsync(wire, venues.SettingsOf(wire, feeds, fleet), server, time, loggers, cancellationToken));
            }

            RememberNames(options);
            return venues;
        }
        catch
        {
            await venues.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a node reaches them.</summary>
    public VenuesSettings Gateways(string reference) =>
        All.Aggregate(new VenuesSettings(), (settings, venue) => venue.AddGateway(settings, reference, RateFactor));

    /// <summary>Runs all markets, each held back by what its own ticks cause, until they end or are cancelled.</summary>
    public Task RunAsync(IActorRef gateways, CancellationToken cancellationToken) =>
        _venues.RunAsync(venue => new SettlingGate(gateways, venue), cancellationToken);

    /// <summary>The oracles' figures.</summary>
    public ImmutableArray<(string Exchange, VenueAudit Audit)> Audits() => [.. All.Select(v => (v.Name, v.Exchange.GetAudit()))];

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _venues.DisposeAsync();

    private static void CheckFolder(DemoOptions options)
    {
        var (folder, names) = (options.DataDirectory, Names(options));
        var file = Path.Combine(folder, NamesFile);
        if (File.Exists(Path.Combine(folder, FormerLedger)))
        {
            throw new SettingsException([$"--data '{folder}': it holds a demo of an earlier version ({FormerLedger}); allowed is a new folder"]);
        }

        if (File.Exists(file) && File.ReadAllText(file).Trim() is var known && known != names)
        {
            throw new SettingsException([$"--exchange '{names}': the folder '{folder}' holds a demo at {known}; allowed is the same, or another --data"]);
        }
    }

    private static void RememberNames(DemoOptions options) => File.WriteAllText(Path.Combine(options.DataDirectory, NamesFile), Names(options));

    private static string Names(DemoOptions options) => string.Join('+', options.Wires.Select(w => w.Name));

    private SimulationSettings SettingsOf(SimulatedWire wire, ImmutableArray<FeedSettings> feeds, DemoFleet fleet) => new()
    {
        Accounts = fleet.AccountsAt(wire.Name),
        Feeds = feeds,
        Seed = _options.Seed,
        Speed = _options.Speed,
        LedgerPath = Path.Combine(_options.DataDirectory, $"venue-{wire.Name}.db"),
        History = new HistorySettings { Candles = 200, Interval = Domain.MarketData.CandleInterval.FiveMinutes },
    };
}
