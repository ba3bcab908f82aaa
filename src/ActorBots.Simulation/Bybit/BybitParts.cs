using System.Collections.Immutable;
using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Bybit.Streams;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire;
using ActorBots.Simulation.Wire.Rest;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bybit;

/// <summary>What the Bybit server is made of.</summary>
internal sealed class BybitParts : WireParts
{
    private readonly PublicStreams _public;
    private readonly RestGate _rest;
    private readonly StreamGate _streams;

    public BybitParts(BybitVenue venue)
        : base(venue, new PrivateMessages(venue))
    {
        _public = new PublicStreams(venue, Registry);
        var dialect = new BybitDialect(venue);
        var executor = new CallExecutor(venue, dialect, Registry, Private);
        RestRoute[] routes =
        [
            .. new ServiceEndpoints(venue.Clock).Routes,
            .. new InstrumentEndpoints(venue).Routes,
            .. new MarketEndpoints(venue).Routes,
            .. new AccountEndpoints(venue).Routes,
            .. new PositionEndpoints(venue).Routes,
            .. new OrderEndpoints(venue).Routes,
            .. new OrderQueryEndpoints(venue).Routes,
            .. new ExecutionEndpoints(venue).Routes,
        ];
        _rest = new RestGate(venue, dialect, executor, routes);
        _streams = new StreamGate(venue, Acceptor, _public, Private, executor, TradeSession.Operations(routes));
    }

    /// <inheritdoc />
    public override Task HandleAsync(HttpContext http) => StreamGate.StreamAt(http.Request.Path.Value ?? string.Empty) is { } kind
        ? _streams.HandleAsync(http, kind)
        : _rest.HandleAsync(http);

    /// <inheritdoc />
    public override void Seed(ImmutableArray<TickerSnapshot> tickers) => _public.Seed(tickers);

    /// <inheritdoc />
    public override void Publish(SimulationEvent happened) => _public.Publish(happened);
}
