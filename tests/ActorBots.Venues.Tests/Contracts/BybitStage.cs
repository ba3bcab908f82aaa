using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using ActorBots.Testing.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Tests.Stub;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>The gateway on the simulated Bybit.</summary>
internal sealed class BybitStage : VenueStage
{
    private readonly SimulatedExchange _exchange;
    private readonly BybitSimulationServer _server;
    private readonly FaultPlan _faults;
    private readonly BybitConnector _connector;

    private BybitStage(SimulatedExchange exchange, BybitSimulationServer server, FaultPlan faults)
    {
        _exchange = exchange;
        _server = server;
        _faults = faults;
        _connector = new BybitConnector(Bench.Settings(server.BaseAddress), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public override IVenueConnector Connector => _connector;

    public override VenueCredentials Credentials => Bench.Credentials;

    public static async Task<VenueStage> OpenAsync(ImmutableArray<decimal> prices)
    {
        var ticks = prices.Select((price, i) => new FeedTick(Start + (i * Step), price, 0.5m, OrderSide.Buy));
        var exchange = await SimulatedExchange.OpenAsync(
            new SimulationSettings
            {
                Accounts = [new AccountSettings(Bench.Credentials.ApiKey, Bench.Credentials.ApiSecret, 100_000m)],
                Feeds = [new FeedSettings.Scripted("BTCUSDT", [.. ticks])],
                Speed = null,
                History = new HistorySettings { Candles = 0 },
            },
            TimeProvider.System,
            CancellationToken.None);
        var faults = new FaultPlan();
        var server = await BybitSimulationServer.StartAsync(
            exchange, new BybitServerSettings(), faults, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return new BybitStage(exchange, server, faults);
    }

    public override void Play() => Assert.NotNull(_exchange.Advance());

    public override void LoseNextOrderAnswer() => _faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropAnswer());

    public override void CutPublicStreamAtNextCandle() =>
        _faults.Add(FaultMatch.OnMessage(FaultStream.Public, "kline.*") with { To = 1 }, new FaultAction.CutStream());

    public override void CutPrivateStreamAtNextMessage() =>
        _faults.Add(FaultMatch.OnMessage(FaultStream.Private, "*") with { To = 1 }, new FaultAction.CutStream());

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        await _server.DisposeAsync();
        await _exchange.DisposeAsync();
    }
}
