using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Accounts;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>Protective stops: placed, moved, cancelled, fired, refused.</summary>
public abstract class ExecutionStopContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    [Theory]
    [Card("E21")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Stop_Placed_RestsAtTheVenueUnderOurId(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await EnteredAsync(stage);

        var venueOrderId = await ProtectAsync(client);

        var resting = Assert.Single(await OpenOrdersAsync(client));
        var found = (await FindAsync(client, StopId))!;
        Assert.Equal((StopId, OrderStatus.Untriggered, true), (resting.ClientOrderId!.Value, resting.Status, resting.ReduceOnly));
        Assert.Equal((Size, StopPrice, OrderSide.Sell), (resting.Quantity, resting.TriggerPrice!.Value, resting.Side));
        Assert.Equal((venueOrderId, venueOrderId), (resting.VenueOrderId, found.VenueOrderId));
        Assert.Equal((OrderStatus.Untriggered, StopPrice, Quantity.Zero), (found.Status, found.TriggerPrice!.Value, found.FilledQuantity));
        Assert.Equal((StopPrice.Value, Size.Value), (Assert.Single(stage.RestingStops).TriggerPrice!.Value, stage.RestingStops[0].Quantity));
    }

    [Theory]
    [Card("E34")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Stop_Moved_RestsThereOnceAndMovingItAgainIsASuccess(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await ProtectedAsync(stage);

        Assert.True((await MoveAsync(client, 59_500m)).IsSuccess);
        var moved = (await FindAsync(client, StopId))!;
        Assert.True((await MoveAsync(client, 59_500m)).IsSuccess);

        Assert.Equal((new Price(59_500m), Size), (moved.TriggerPrice!.Value, moved.Quantity));
        Assert.Equal(59_500m, Assert.Single(stage.RestingStops).TriggerPrice);
        Assert.Equal(StopId, Assert.Single(await OpenOrdersAsync(client)).ClientOrderId);
    }

    [Fact]
    public async Task HardCase21_Stop_MovedToASmallerQuantity_CoversExactlyWhatIsLeft()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        Assert.True((await SubmitAsync(client, Exit() with { Quantity = new Quantity(0.004m) })).IsSuccess);

        Assert.True((await client.AmendStopAsync(Some.InstrumentId, StopId, StopPrice, new Quantity(0.007m), CancellationToken.None)).IsSuccess);

        Assert.Equal(0.007m, Assert.Single(stage.RestingStops).Quantity);
        Assert.Equal(new Quantity(0.007m), (await FindAsync(client, StopId))!.Quantity);
    }

    [Fact]
    [Card("E40")]
    public async Task Stop_Cancelled_IsReportedAsCancelledWithoutFills()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);

        Assert.True((await CancelAsync(client)).IsSuccess);

        var ended = (await FindAsync(client, StopId))!;
        Assert.Equal((OrderStatus.Cancelled, Quantity.Zero), (ended.Status, ended.FilledQuantity));
        Assert.Empty(await FillsAsync(client, StopId));
        Assert.Empty(await OpenOrdersAsync(client));
    }

    [Fact]
    [Card("E44")]
    public async Task Stop_CancelledTwice_IsOrderNotFound()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        await CancelAsync(client);

        var again = await CancelAsync(client);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.OrderNotFound), (again.Error!.Kind, again.Error.Code));
    }

    [Fact]
    public async Task Stop_MovedAfterItsEnd_IsOrderNotFound()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        await CancelAsync(client);

        var moved = await MoveAsync(client, 59_500m);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.OrderNotFound), (moved.Error!.Kind, moved.Error.Code));
        Assert.Empty(stage.RestingStops);
    }

    [Fact]
    [Card("E35")]
    public async Task Stop_CancelledAndPlacedElsewhere_RestsOnce()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        await CancelAsync(client);

        await ProtectAsync(client, Stop(59_200m, number: 4));

        var resting = Assert.Single(await OpenOrdersAsync(client));
        Assert.Equal((Stop(number: 4).ClientOrderId, new Price(59_200m)), (resting.ClientOrderId!.Value, resting.TriggerPrice!.Value));
        Assert.Equal(OrderStatus.Cancelled, (await FindAsync(client, StopId))!.Status);
        Assert.Single(stage.RestingStops);
    }

    [Fact]
    [Card("E41", "E42")]
    public async Task Stops_CancelledOneByOne_LeaveTheOthers()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        OrderRequest[] stops = [Part(2, 58_000m, 0.005m), Part(4, 58_500m, 0.004m), Part(5, 59_000m, 0.002m)];
        foreach (var stop in stops)
        {
            await ProtectAsync(client, stop);
        }

        for (var left = stops.Length; left > 0; left--)
        {
            Assert.Equal(stops[..left].Select(s => s.ClientOrderId), (await OpenOrdersAsync(client)).Select(o => o.ClientOrderId!.Value).OrderBy(i => i.Value));
            Assert.True((await CancelAsync(client, stops[left - 1].ClientOrderId)).IsSuccess);
        }

        Assert.Empty(await OpenOrdersAsync(client));
        Assert.Empty(stage.RestingStops);
    }

    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Stop_PriceFallsThrough_FiresAndClosesThePosition(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode, Prices = [60_000m, 59_600m, 58_900m, 58_900m] });
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);

        stage.Play(2);

        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.ClientOrderId == StopId)).Fill;
        var report = (await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(o => IsFilled(o.Report, StopId))).Report;
        Assert.Equal((OrderSide.Sell, Size, FillKind.Trade), (fill.Side, fill.Quantity, fill.Kind));
        Assert.True(fill.Price <= StopPrice);
        Assert.Equal((Size, fill.Price), (report.FilledQuantity, report.AveragePrice!.Value));
        Assert.Empty(await PositionsAsync(client));
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, StopId))!.Status);
        Assert.Equal([fill], await FillsAsync(client, StopId));
    }

    [Fact]
    public async Task Stop_FiresWhileNobodyListens_IsFoundWithItsFills()
    {
        await using var stage = await OpenAsync(new StageScript { Prices = [60_000m, 59_600m, 58_900m, 58_900m] });
        await using var client = await ProtectedAsync(stage);

        stage.Play(2);

        var report = (await FindAsync(client, StopId))!;
        var fill = Assert.Single(await FillsAsync(client, StopId));
        Assert.Equal((OrderStatus.Filled, Size, new Price(58_900m)), (report.Status, report.FilledQuantity, report.AveragePrice!.Value));
        Assert.Equal((StopId, new Price(58_900m), VenueStage.Start + (2 * VenueStage.Step)), (fill.ClientOrderId!.Value, fill.Price, fill.At));
        Assert.Contains(fill, (await HistoryAsync(client)).Fills);
    }

    [Fact]
    public async Task HardCase22_Stop_AlreadyThroughThePrice_IsToldApart()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);

        var refused = await SubmitAsync(client, Stop(60_100m));

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice), (refused.Error!.Kind, refused.Error.Code));
        Assert.Empty(stage.RestingStops);
    }

    [Fact]
    public async Task HardCase22_Stop_MovedThroughThePrice_IsToldApartAndStaysWhereItWas()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);

        var refused = await MoveAsync(client, 60_100m);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice), (refused.Error!.Kind, refused.Error.Code));
        Assert.Equal(StopPrice.Value, Assert.Single(stage.RestingStops).TriggerPrice);
    }

    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Stop_WithoutAPosition_IsFinal(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await ReadyAsync(stage);

        var refused = await SubmitAsync(client, Stop());

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.NothingToReduce), (refused.Error!.Kind, refused.Error.Code));
        Assert.Empty(stage.RestingStops);
    }

    [Fact]
    public async Task Stop_MoreThanTheVenueHolds_IsTooManyOrdersAndTheCapIsTold()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        var most = client.Capabilities.MaxConditionalOrdersPerInstrument;
        Assert.Equal(stage.Traits.MaxStops, most);
        for (var i = 0; i < most; i++)
        {
            await ProtectAsync(client, Part(10 + i, 50_000m + i, 0.001m));
        }

        var refused = await SubmitAsync(client, Part(10 + most, 55_000m, 0.001m));

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.TooManyOrders), (refused.Error!.Kind, refused.Error.Code));
        Assert.Equal(most, stage.RestingStops.Length);
    }

    private static OrderRequest Part(long number, decimal price, decimal quantity) => Stop(price, number: number) with { Quantity = new Quantity(quantity) };

    private static bool IsFilled(OrderReport report, ClientOrderId order) => report.ClientOrderId == order && report.Status == OrderStatus.Filled;
}
