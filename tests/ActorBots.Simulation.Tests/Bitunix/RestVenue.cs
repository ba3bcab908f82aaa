using ActorBots.Simulation.Bitunix;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>A Bitunix server with a client of its first account.</summary>
internal sealed class RestVenue : IAsyncDisposable
{
    private RestVenue(StreamVenue venue)
    {
        Venue = venue;
        Rest = new RestClient(venue.Server.BaseAddress);
    }

    public StreamVenue Venue { get; }

    public RestClient Rest { get; }

    public static async Task<RestVenue> StartAsync(params decimal[] prices) => new(await StreamVenue.StartAsync(prices));

    public static async Task<RestVenue> StartAsync(BitunixServerSettings settings, TimeProvider? time = null, params decimal[] prices) =>
        new(await StreamVenue.StartAsync(settings, time, prices));

    /// <summary>Buys, and gives the position's id.</summary>
    public async Task<string> BuyAsync(string quantity = "0.01", string clientId = "bot-e")
    {
        (await Rest.PlaceAsync(("qty", quantity), ("clientId", clientId))).Ok();
        return Venue.Position.PositionId;
    }

    /// <summary>Sets a stop loss of a quantity, and gives its id.</summary>
    public async Task<string> ProtectAsync(string positionId, string price = "59000", string quantity = "0.01")
    {
        var answer = (await Rest.PostAsync("/tpsl/place_order", new { symbol = "BTCUSDT", positionId, slPrice = price, slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = quantity })).Ok();
        return answer.Rows[0].GetProperty("orderId").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await Venue.DisposeAsync();
    }
}
