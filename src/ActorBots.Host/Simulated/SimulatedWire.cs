using System.Collections.Immutable;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Market;
using ActorBots.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Bybit;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Simulated;

/// <summary>A venue's wire that the simulated exchange can speak, and what of the exchange and the gateway goes with it.</summary>
internal sealed record SimulatedWire
{
    /// <summary>
    /// Bitunix allows ten requests a second to an endpoint, and each closed candle is one: a market at 600 times real time needs more.
    /// </summary>
    private const int BitunixRoom = 50;

    /// <summary>The same market gives the same trades only if prices never overtake the candle that ended before them, however slow the machine is.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    /// <summary>The venue's name in bot documents.</summary>
    public required string Name { get; init; }

    /// <summary>The venue's name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The venue's own rules for an exchange: fees and the like.</summary>
    public required Func<SimulationSettings, SimulationSettings> RulesOf { get; init; }

    /// <summary>Starts the server in front of an exchange.</summary>
    public required Func<SimulatedExchange, SimulatedServerOptions, TimeProvider, ILoggerFactory, CancellationToken, Task<SimulatedServer>> StartAsync { get; init; }

    /// <summary>Whether protective stops are orders with a client order id, as against calls of their own without one.</summary>
    public required bool StopsCarryClientIds { get; init; }

    /// <summary>The number under which the venue's client tells a tick's price; for lock-step.</summary>
    public required Func<MarketTick, long> SequenceOf { get; init; }

    /// <summary>Adds the gateway's settings for this venue at an address.</summary>
    public required Func<VenuesSettings, SimulatedGatewayOptions, VenuesSettings> Enable { get; init; }

    /// <summary>All wires, in order of their names' prominence.</summary>
    public static ImmutableArray<SimulatedWire> All { get; } = [Bybit, Bitunix];

    /// <summary>Bybit V5.</summary>
    public static SimulatedWire Bybit => new()
    {
        Name = "bybit",
        Title = "Bybit",
        RulesOf = settings => settings with { Fees = new FeeRates(0.00055m, 0.0002m) },
        StartAsync = static async (exchange, options, time, loggers, cancellationToken) =>
        {
            var settings = new BybitServerSettings { Port = options.Port, RateLimitFactor = options.RateFactor };
            var server = await BybitSimulationServer.StartAsync(exchange, settings, options.Faults, time, loggers, cancellationToken);
            return new SimulatedServer(server, server.BaseAddress, server.PublicStreamUri, server.PrivateStreamUri);
        },
        StopsCarryClientIds = true,
        SequenceOf = static tick => tick.Number,
        Enable = static (venues, options) => venues with
        {
            Bybit = new BybitSettings
            {
                Environment = BybitEnvironment.SimulatedName,
                SimulatedAddress = options.Address,
                ReferenceInstrument = options.ReferenceInstrument,
                RequestsPer5Seconds = 500 * options.RateFactor,
                ReceiveWindow = options.ReceiveWindow,
                SettlingTime = options.SettlingTime,
                Streams = new() { StaleAfter = options.StaleAfter },
            },
        },
    };

    /// <summary>Bitunix futures.</summary>
    public static SimulatedWire Bitunix => new()
    {
        Name = "bitunix",
        Title = "Bitunix",
        RulesOf = settings => settings with { Fees = new FeeRates(0.0006m, 0.0002m), Customs = BitunixCustoms.Value },
        StartAsync = static async (exchange, options, time, loggers, cancellationToken) =>
        {
            var settings = new BitunixServerSettings { Port = options.Port, RateLimitFactor = options.RateFactor * BitunixRoom };
            var server = await BitunixSimulationServer.StartAsync(exchange, settings, options.Faults, time, loggers, cancellationToken);
            return new SimulatedServer(server, server.BaseAddress, server.PublicStreamUri, server.PrivateStreamUri);
        },
        StopsCarryClientIds = false,
        SequenceOf = static tick => tick.At.ToUnixTimeMilliseconds(),
        Enable = static (venues, options) => venues with
        {
            Bitunix = new BitunixSettings
            {
                Environment = BitunixEnvironment.SimulatedName,
                SimulatedAddress = options.Address,
                ReferenceInstrument = options.ReferenceInstrument,
                RequestsPerSecond = 50 * options.RateFactor * BitunixRoom,
                EndpointRequestsPerSecond = 10 * options.RateFactor * BitunixRoom,
                SettlingTime = options.SettlingTime,
                CandleHold = LongestHold,
                Streams = new() { StaleAfter = options.StaleAfter },
            },
        },
    };
}
