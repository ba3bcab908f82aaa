using System.Collections.Immutable;
using ActorBots.Simulation.Bitunix.Rest;
using ActorBots.Simulation.Bitunix.Streams;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire;
using ActorBots.Simulation.Wire.Rest;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bitunix;

/// <summary>What the Bitunix server is made of.</summary>
internal sealed class BitunixParts : WireParts
{
    private readonly PublicStreams _public;
    private readonly StreamGate _streams;
    private readonly RestGate _rest;

    public BitunixParts(BitunixVenue venue)
        : base(venue, new PrivateMessages(venue))
    {
        _public = new PublicStreams(venue, Registry);
        _streams = new StreamGate(venue, Acceptor, _public, Private);
        var dialect = new BitunixDialect(venue);
        _rest = new RestGate(venue, dialect, new CallExecutor(venue, dialect, Registry, Private), Routes(venue));
    }

    /// <inheritdoc />
    public override Task HandleAsync(HttpContext http) => StreamGate.StreamAt(http.Request.Path.Value ?? string.Empty) is { } kind
        ? _streams.HandleAsync(http, kind)
        : _rest.HandleAsync(http);

    /// <inheritdoc />
    public override void Seed(ImmutableArray<TickerSnapshot> tickers) => _public.Seed(tickers);

    /// <inheritdoc />
    public override void Publish(SimulationEvent happened) => _public.Publish(happened);

    private static IEnumerable<RestRoute> Routes(BitunixVenue venue) =>
    [
        .. new InstrumentEndpoints(venue).Routes,
        .. new MarketEndpoints(venue).Routes,
        .. new FundingEndpoints(venue).Routes,
        .. new AccountEndpoints(venue).Routes,
        .. new OrderEndpoints(venue).Routes,
        .. new CancelEndpoints(venue).Routes,
        .. new OrderQueryEndpoints(venue).Routes,
        .. new TradeEndpoints(venue).Routes,
        .. new PositionEndpoints(venue).Routes,
        .. new TpslEndpoints(venue).Routes,
        .. new PositionTpslEndpoints(venue).Routes,
        .. new TpslQueryEndpoints(venue).Routes,
    ];
}
