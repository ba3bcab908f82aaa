using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Open and finished positions.</summary>
public sealed class PositionCallsTests
{
    [Fact]
    public async Task PendingPositions_Open_TellsWhatItCostAndEarned()
    {
        await using var venue = await RestVenue.StartAsync(60_000m, 61_000m);
        var id = await venue.BuyAsync("0.02");
        (await venue.Rest.PlaceAsync(("side", "SELL"), ("reduceOnly", true))).Ok();

        var row = Assert.Single((await venue.Rest.GetAsync("/position/get_pending_positions?symbol=BTCUSDT")).Ok().Rows);

        JsonAssert.Fields(
            row,
            "positionId", "symbol", "marginCoin", "qty", "entryValue", "side", "positionMode", "marginMode", "leverage", "fee", "fees", "funding", "realizedPNL", "margin",
            "unrealizedPNL", "liqPrice", "marginRate", "avgOpenPrice", "ctime", "mtime");
        JsonAssert.Texts(
            row,
            ("positionId", id), ("qty", "0.01"), ("entryValue", "600"), ("side", "BUY"), ("positionMode", "ONE_WAY"), ("marginMode", "CROSS"), ("fee", "1.08"),
            ("fees", "1.08"), ("funding", "0"), ("realizedPNL", "0"), ("avgOpenPrice", "60000"), ("liqPrice", "0"));
        Assert.Equal(JsonValueKind.Number, row.GetProperty("leverage").ValueKind);
        Assert.Single((await venue.Rest.GetAsync($"/position/get_pending_positions?positionId={id}")).Ok().Rows);
        Assert.Empty((await venue.Rest.GetAsync("/position/get_pending_positions?positionId=1")).Ok().Rows);
    }

    [Fact]
    public async Task HistoryPositions_Closed_HasTheResultAndANewIdFollows()
    {
        await using var venue = await RestVenue.StartAsync(60_000m, 61_000m);
        var first = await venue.BuyAsync("0.02", "a");
        venue.Venue.Advance();
        (await venue.Rest.PlaceAsync(("side", "SELL"), ("qty", "0.02"), ("reduceOnly", true))).Ok();
        var second = await venue.BuyAsync("0.01", "b");
        Assert.NotEqual(first, second);

        var answer = (await venue.Rest.GetAsync("/position/get_history_positions")).Ok();

        Assert.Equal("1", answer.Data.Text("total"));
        var row = Assert.Single(answer.List("positionList"));
        JsonAssert.Texts(
            row,
            ("positionId", first), ("maxQty", "0.02"), ("entryPrice", "60000"), ("closePrice", "61000"), ("liqQty", "0"), ("side", "BUY"), ("leverage", "10"),
            ("fee", "1.452"), ("funding", "0"), ("realizedPNL", "20"));
        Assert.Single((await venue.Rest.GetAsync($"/position/get_history_positions?positionId={first}&startTime=99999999999999")).Ok().List("positionList"));
        Assert.Empty((await venue.Rest.GetAsync("/position/get_history_positions?startTime=1&endTime=2")).Ok().List("positionList"));
        Assert.Empty((await venue.Rest.GetAsync("/position/get_history_positions?skip=1")).Ok().List("positionList"));
    }
}
