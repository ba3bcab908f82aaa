using System.Collections.Immutable;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Market;
using ActorBots.Venues;
using ActorBots.Venues.Bybit;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Simulated;

/// <summary>A venue's wire that the simulated exchange can speak, and what of the exchange and the gateway goes with it.</summary>
internal sealed record SimulatedWire
{
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
    public static ImmutableArray<SimulatedWire> All { get; } = [Bybit];

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
}
