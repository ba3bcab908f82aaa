using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>What the venue does by itself, as a client sees it.</summary>
public sealed class LiquidationTests
{
    [Theory]
    [InlineData(OrderOrigin.Liquidation, "BustTrade", "CreateByLiq")]
    [InlineData(OrderOrigin.AutoDeleveraging, "AdlTrade", "CreateByAdl_PassThrough")]
    [InlineData(OrderOrigin.ManualClose, "Trade", "CreateByClosing")]
    public async Task HardCase13_ClosedByTheVenue_IsToldWithoutClientOrderId(OrderOrigin origin, string execType, string createType)
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync()).Ok();
        await venue.Server.FlushAsync(CancellationToken.None);
        using var stream = await venue.OpenPrivateAsync("execution", "order");

        Assert.True(venue.Exchange.ForceClose(TestVenue.Key, "BTCUSDT", 0, origin, null).IsSuccess);

        JsonAssert.Texts((await stream.ReceiveAsync("execution")).First(), ("execType", execType), ("createType", createType), ("orderLinkId", ""), ("closedSize", "0.01"));
        JsonAssert.Texts((await stream.ReceiveAsync("order")).First(), ("orderStatus", "Filled"), ("createType", createType), ("orderLinkId", ""));
    }
}
