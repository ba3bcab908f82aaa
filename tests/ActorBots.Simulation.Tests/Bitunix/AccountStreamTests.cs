using System.Text.Json;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Bitunix.Streams;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bitunix.StreamVenue;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>The private channels.</summary>
public sealed class AccountStreamTests
{
    [Fact]
    public async Task Market_FilledAtOnce_TellsCreationFillPositionAndBalanceInThisOrder()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m);
        using var client = await venue.OpenPrivateAsync();

        var order = venue.Place(OrderSide.Buy, 0.01m, "bot-000001");

        var frames = await DrainAsync(venue, client);
        Assert.Equal(["order", "order", "position", "balance"], frames.Select(f => f.Text("ch")));
        Assert.All(frames, f => JsonAssert.Fields(f, "ch", "ts", "data"));
        var (created, filled) = (frames[0].GetProperty("data"), frames[1].GetProperty("data"));
        JsonAssert.Fields(
            filled, "event", "orderId", "symbol", "positionType", "positionMode", "side", "effect", "type", "qty", "price", "ctime", "mtime", "leverage", "orderStatus", "fee", "averagePrice", "dealAmount", "clientId", "reductionOnly");
        JsonAssert.Texts(created, ("event", "CREATE"), ("orderStatus", "NEW"), ("dealAmount", "0"), ("averagePrice", "0"), ("fee", "0"), ("clientId", "bot-000001"));
        JsonAssert.Texts(filled, ("event", "CLOSE"), ("orderStatus", "FILLED"), ("dealAmount", "0.01"), ("averagePrice", "60000"), ("fee", "0.36"), ("orderId", order.OrderId));
        JsonAssert.Texts(filled, ("side", "Buy"), ("type", "Market"), ("effect", "GTC"), ("positionMode", "ONE_WAY"), ("positionType", "CROSS"), ("leverage", "10"), ("price", "0"));
        JsonAssert.Texts(filled, ("ctime", "2026-03-01T11:59:00.000000000Z"), ("mtime", "2026-03-01T11:59:00.000000000Z"));
        var position = frames[2].GetProperty("data");
        JsonAssert.Fields(
            position, "event", "positionId", "marginMode", "positionMode", "side", "leverage", "margin", "ctime", "qty", "entryValue", "symbol", "realizedPNL", "unrealizedPNL", "funding", "fee");
        JsonAssert.Texts(position, ("event", "OPEN"), ("positionId", venue.Position.PositionId), ("side", "LONG"), ("qty", "0.01"), ("entryValue", "600"), ("fee", "0.36"), ("realizedPNL", "0"));
        var balance = frames[3].GetProperty("data");
        JsonAssert.Fields(
            balance, "coin", "available", "frozen", "isolationFrozen", "crossFrozen", "margin", "isolationMargin", "crossMargin", "expMoney");
        Assert.Equal(venue.Exchange.GetWallet(Key).Balance, Number(balance, "available") + Number(balance, "frozen") + Number(balance, "margin"));
    }

    [Fact]
    public async Task Limit_AmendedAndCancelled_IsToldUnderOneId()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await venue.OpenPrivateAsync();
        var order = venue.Place(OrderSide.Buy, 0.01m, "l", price: 59_000m);
        Assert.True(venue.Exchange.AmendOrder(Key, new OrderReference(Btc, order.OrderId, null), new OrderAmendment { Price = 59_100m }).IsSuccess);
        Assert.True(venue.Exchange.CancelOrder(Key, new OrderReference(Btc, order.OrderId, null)).IsSuccess);

        var orders = (await DrainAsync(venue, client)).Select(f => f.GetProperty("data")).ToList();

        Assert.Equal([("CREATE", "NEW"), ("UPDATE", "NEW"), ("CLOSE", "CANCELED")], orders.Select(o => (o.Text("event"), o.Text("orderStatus"))));
        Assert.All(orders, o => Assert.Equal(order.OrderId, o.Text("orderId")));
        Assert.Equal(["59000", "59100", "59100"], orders.Select(o => o.Text("price")));
        JsonAssert.Texts(orders[0], ("type", "Limit"), ("effect", "GTC"));
    }

    [Fact]
    public async Task Order_OpenBeforeTheServerKnewIt_IsUpdatedNotCreated()
    {
        await using var venue = await StreamVenue.StartAsync();
        var order = venue.Place(OrderSide.Buy, 0.01m, "l", price: 59_000m);
        await venue.FlushAsync();
        using var client = await venue.OpenPrivateAsync();

        Assert.True(venue.Exchange.AmendOrder(Key, new OrderReference(Btc, order.OrderId, null), new OrderAmendment { Price = 59_100m }).IsSuccess);

        Assert.Equal("UPDATE", (await client.ReceiveAsync("order")).GetProperty("data").Text("event"));
    }

    [Fact]
    public async Task Market_FilledPieceByPiece_TellsWhatIsFilledInAll()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m, 60_000m);
        using var client = await venue.OpenPrivateAsync();
        venue.Exchange.UseMatchPolicy(new FixedPlan(new MatchPlan { Pieces = 2, OnePiecePerTick = true }));
        venue.Place(OrderSide.Buy, 0.01m);
        venue.Advance();
        venue.Advance();

        var frames = await DrainAsync(venue, client);

        var orders = frames.Where(f => f.Text("ch") == "order").Select(f => f.GetProperty("data"));
        Assert.Equal(
            [("CREATE", "NEW", "0"), ("UPDATE", "PART_FILLED", "0.005"), ("CLOSE", "FILLED", "0.01")],
            orders.Select(o => (o.Text("event"), o.Text("orderStatus"), o.Text("dealAmount"))));
        Assert.Equal(["OPEN", "UPDATE"], frames.Where(f => f.Text("ch") == "position").Select(f => f.GetProperty("data").Text("event")));
    }

    [Fact]
    public async Task Position_ClosedAndTurnedRound_TellsTheEndOfEachLife()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await venue.OpenPrivateAsync();
        venue.Place(OrderSide.Buy, 0.01m);
        var first = venue.Position.PositionId;
        venue.Place(OrderSide.Sell, 0.03m);
        var second = venue.Position.PositionId;
        venue.Place(OrderSide.Buy, 0.02m, reduceOnly: true);

        var positions = (await DrainAsync(venue, client)).Where(f => f.Text("ch") == "position").Select(f => f.GetProperty("data")).ToList();

        Assert.Equal(
            [("OPEN", first, "LONG", "0.01"), ("CLOSE", first, "LONG", "0"), ("OPEN", second, "SHORT", "0.02"), ("CLOSE", second, "SHORT", "0")],
            positions.Select(p => (p.Text("event"), p.Text("positionId"), p.Text("side"), p.Text("qty"))));
    }

    [Fact]
    public async Task Protection_PlacedMovedAndFired_TellsItsLifeAndThenTheChildOrders()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 58_900m);
        venue.Place(OrderSide.Buy, 0.01m, "entry");
        await venue.FlushAsync();
        using var client = await venue.OpenPrivateAsync();
        var stop = venue.Protect(ConditionalKind.PartialStopLoss, 0.01m, 58_000m);
        Assert.True(venue.Exchange.Protections.Amend(Key, stop.OrderId, new ProtectionAmendment { TriggerPrice = 59_000m }).IsSuccess);
        venue.Advance();

        var frames = await DrainAsync(venue, client);

        var legs = frames.Where(f => f.Text("ch") == "tpsl").Select(f => f.GetProperty("data")).ToList();
        Assert.Equal([("CREATE", "NEW", "58000"), ("UPDATE", "NEW", "59000"), ("CLOSE", "FILLED", "59000")], legs.Select(l => (l.Text("event"), l.Text("status"), l.Text("slPrice"))));
        JsonAssert.Fields(
            legs[0], "event", "positionId", "orderId", "symbol", "leverage", "side", "positionMode", "status", "ctime", "type", "slQty", "slStopType", "slPrice", "slOrderType");
        JsonAssert.Texts(legs[0], ("type", "TPSL"), ("slQty", "0.01"), ("slStopType", "Last"), ("slOrderType", "Market"), ("side", "Sell"), ("orderId", stop.OrderId));
        Assert.Equal(["tpsl", "order", "order", "position", "balance"], frames.Skip(2).Select(f => f.Text("ch")));
        var child = frames[4].GetProperty("data");
        JsonAssert.Texts(child, ("event", "CLOSE"), ("orderStatus", "FILLED"), ("clientId", ""), ("side", "Sell"), ("dealAmount", "0.01"));
        Assert.NotEqual(stop.OrderId, child.Text("orderId"));
        Assert.True(child.GetProperty("reductionOnly").GetBoolean());
    }

    [Fact]
    public async Task Protection_EndedWithoutFiring_TellsWhoEndedIt()
    {
        await using var venue = await StreamVenue.StartAsync();
        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();
        using var client = await venue.OpenPrivateAsync();
        var cancelled = venue.Protect(ConditionalKind.PartialTakeProfit, 0.01m, 62_000m);
        var failed = venue.Protect(ConditionalKind.PartialStopLoss, 0.01m, 58_000m);
        venue.Protect(ConditionalKind.PartialStopLoss, 0.005m, 57_000m);
        Assert.True(venue.Exchange.CancelOrder(Key, new OrderReference(Btc, cancelled.OrderId, null)).IsSuccess);
        Assert.True(venue.Exchange.Protections.Fail(Key, failed.OrderId).IsSuccess);
        venue.Place(OrderSide.Sell, 0.01m, reduceOnly: true);

        var ends = (await DrainAsync(venue, client)).Where(f => f.Text("ch") == "tpsl").Select(f => f.GetProperty("data")).Where(d => d.Text("event") == "CLOSE").ToList();

        Assert.Equal(["CANCELED", "FAILED", "SYSTEM_CANCELED"], ends.Select(e => e.Text("status")));
        JsonAssert.Texts(ends[0], ("tpPrice", "62000"), ("tpQty", "0.01"));
        Assert.False(ends[0].TryGetProperty("slPrice", out _));
    }

    [Fact]
    public async Task Protection_OfTheWholePosition_IsToldAsSuch()
    {
        await using var venue = await StreamVenue.StartAsync();
        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();
        using var client = await venue.OpenPrivateAsync();

        Assert.True(venue.Exchange.SetTradingStop(Key, new TradingStopRequest { Symbol = Btc, StopLoss = 59_000m, StopLossBy = PriceSource.Mark }).IsSuccess);

        var leg = (await client.ReceiveAsync("tpsl")).GetProperty("data");
        JsonAssert.Texts(leg, ("type", "POSITION_TPSL"), ("slPrice", "59000"), ("slStopType", "Mark"), ("positionId", venue.Position.PositionId));
        Assert.False(leg.TryGetProperty("slQty", out _));
    }

    [Fact]
    public async Task Switches_DocumentedSpellings_AreUpperCaseInArraysWithUnderscores()
    {
        var settings = new BitunixServerSettings
        {
            UnderscoredNew = true,
            DetailedCancelStatuses = false,
            Streams = new BitunixStreamSettings { LiveSpellings = false, PrivateDataAsArray = true },
        };
        await using var venue = await StreamVenue.StartAsync(settings, null);
        using var client = await venue.OpenPrivateAsync();
        venue.Place(OrderSide.Buy, 0.01m);
        venue.Protect(ConditionalKind.PartialStopLoss, 0.01m, 58_000m);
        venue.Place(OrderSide.Sell, 0.01m, reduceOnly: true);

        var frames = await DrainAsync(venue, client);

        var order = frames[0].First();
        JsonAssert.Texts(order, ("side", "BUY"), ("type", "MARKET"), ("orderStatus", "NEW_"));
        Assert.False(order.TryGetProperty("reductionOnly", out _));
        var legs = frames.Where(f => f.Text("ch") == "tpsl").Select(f => f.First()).ToList();
        JsonAssert.Texts(legs[0], ("status", "NEW_"), ("slStopType", "LAST_PRICE"), ("slOrderType", "MARKET"), ("side", "SELL"));
        JsonAssert.Texts(legs[1], ("status", "CANCELED"));
    }

    [Fact]
    public async Task Hedge_BothSides_AreToldWithTheirMode()
    {
        await using var venue = await StreamVenue.StartAsync();
        Assert.True(venue.Exchange.SwitchAccountMode(Key, PositionMode.Hedge).IsSuccess);
        using var client = await venue.OpenPrivateAsync();
        Assert.True(venue.Exchange.PlaceOrder(Key, new OrderTicket { Symbol = Btc, Side = OrderSide.Sell, Type = OrderType.Market, Quantity = 0.01m, PositionIndex = 2 }).IsSuccess);

        var frames = await DrainAsync(venue, client);

        JsonAssert.Texts(frames[1].GetProperty("data"), ("positionMode", "HEDGE"), ("side", "Sell"));
        JsonAssert.Texts(frames[2].GetProperty("data"), ("positionMode", "HEDGE"), ("side", "SHORT"));
    }

    [Fact]
    public async Task Events_OfAnotherAccount_AreNotTold()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        await client.LoginAsync(OtherKey, "other-secret");
        venue.Place(OrderSide.Buy, 0.01m);

        Assert.Empty(await DrainAsync(venue, client));
    }

    [Fact]
    public async Task Unsubscribe_Channel_EndsItsPushes()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await venue.OpenPrivateAsync();
        await client.Socket.SendAsync("""{"op":"unsubscribe","args":[{"ch":"order"},{"ch":"balance"}]}""");
        JsonAssert.Texts(await client.Socket.ReceiveAsync(), ("op", "unsubscribe"), ("data", "success"));
        venue.Place(OrderSide.Buy, 0.01m);

        Assert.Equal(["position"], (await DrainAsync(venue, client)).Select(f => f.Text("ch")));
    }

    private static async Task<IReadOnlyList<JsonElement>> DrainAsync(StreamVenue venue, StreamClient client)
    {
        await venue.FlushAsync();
        return await client.DrainAsync();
    }

    private static decimal Number(JsonElement json, string name) => decimal.Parse(json.Text(name), System.Globalization.CultureInfo.InvariantCulture);
}
