using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bitunix.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Open and finished positions.</summary>
internal sealed class PositionEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;
    private const int LargestPage = 100;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/api/v1/futures/position/get_pending_positions", PerSecond, Open),
        RestRoute.Query("/api/v1/futures/position/get_history_positions", PerSecond, Closed),
    ];

    private RestReply Open(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        var positionId = call.Parameters.Optional("positionId");
        return call.Parameters.Problem ?? BitunixReply.Array(
            venue.Exchange.GetPositions(call.ApiKey, symbol.Length > 0 ? symbol : null)
                .Where(p => p.Size > 0m && (positionId is null || p.PositionId == positionId)),
            PositionJson.WriteOpen);
    }

    /// <summary>The two times act only together.</summary>
    private RestReply Closed(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var since = parameters.Time("startTime");
        var until = parameters.Time("endTime");
        var isBounded = since is not null && until is not null;
        var query = new ClosedPositionQuery
        {
            Symbol = symbol.Length > 0 ? symbol : null,
            PositionId = parameters.Optional("positionId"),
            Since = isBounded ? since : null,
            Until = isBounded ? until : null,
            Skip = parameters.Skip(),
            Limit = parameters.Limit(LargestPage, 10),
        };
        return parameters.Problem ?? BitunixReply.Page(
            "positionList",
            venue.Exchange.Positions.GetClosed(call.ApiKey, query),
            venue.Exchange.Positions.CountClosed(call.ApiKey, query),
            PositionJson.WriteClosed);
    }
}
