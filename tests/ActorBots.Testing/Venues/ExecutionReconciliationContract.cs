using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What a client finds that comes new, and what others did to the account: people, the venue, other bots.</summary>
public abstract class ExecutionReconciliationContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    [Theory]
    [Card("E84")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task NewProcess_RestingStop_IsFoundMovedAndCancelled(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var before = await EnteredAsync(stage);
        var venueOrderId = await ProtectAsync(before);
        await using var client = stage.OpenClientOfAnotherProcess();
        client.Recognise([CarefulBot.TraceOf(Stop()) with { VenueOrderId = venueOrderId }]);

        var open = Assert.Single(await OpenOrdersAsync(client));
        Assert.Equal((StopId, venueOrderId, StopPrice), (open.ClientOrderId!.Value, open.VenueOrderId, open.TriggerPrice!.Value));
        Assert.Equal((OrderStatus.Untriggered, OrderSide.Sell, Size), (open.Status, open.Side, open.Quantity));
        Assert.True((await MoveAsync(client, 59_300m)).IsSuccess);
        Assert.Equal(59_300m, Assert.Single(stage.RestingStops).TriggerPrice);
        Assert.True((await CancelAsync(client)).IsSuccess);
        Assert.Empty(stage.RestingStops);
    }

    [Fact]
    [Card("E84")]
    public async Task HardCase26_CancelForeignAsync_RestingStopOfAnotherProgram_Ends()
    {
        await using var stage = await OpenAsync();
        await using var other = await EnteredAsync(stage);
        var venueOrderId = await ProtectAsync(other);
        await using var client = stage.OpenClientOfAnotherProcess();
        var open = Assert.Single(await OpenOrdersAsync(client));

        var result = await client.CancelForeignAsync(open, CancellationToken.None);

        Assert.Equal((venueOrderId, true), (open.VenueOrderId, result.IsSuccess));
        Assert.Empty(stage.RestingStops);
    }

    [Fact]
    [Card("E84")]
    public async Task HardCase09_NewProcess_StopWhoseAnswerWasLost_IsFoundByWhatWasIntended()
    {
        await using var stage = await OpenAsync();
        await using var before = await EnteredAsync(stage);
        stage.Break(stage.Traits.StopCreate, new Simulation.Faults.FaultAction.DropAnswer());
        Assert.Equal(VenueErrorKind.Ambiguous, (await SubmitAsync(before, Stop())).Error!.Kind);
        await using var client = stage.OpenClientOfAnotherProcess();
        client.Recognise([CarefulBot.TraceOf(Stop())]);

        var found = (await FindAsync(client, StopId))!;

        Assert.Equal((StopId, OrderStatus.Untriggered, StopPrice), (found.ClientOrderId!.Value, found.Status, found.TriggerPrice!.Value));
        Assert.Equal(Assert.Single(stage.RestingStops).OrderId, found.VenueOrderId);
    }

    [Fact]
    [Card("E85")]
    public async Task HardCase10_NewProcess_FilledOrders_AreFoundAlikeHoweverOftenAsked()
    {
        await using var stage = await OpenAsync();
        await using var before = await EnteredAsync(stage);
        await LeaveAsync(before);
        await using var client = stage.OpenClientOfAnotherProcess();

        var first = (await HistoryAsync(client)).Fills;
        var again = (await HistoryAsync(client)).Fills;

        Assert.Equal([EntryId, ExitId], first.Select(f => f.ClientOrderId!.Value));
        Assert.Equal(stage.Executions.Select(e => (e.Price, e.Quantity, e.Fee)), first.Select(f => (f.Price.Value, f.Quantity.Value, f.Fee.Value)));
        Assert.Equal<Fill>(first, again);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, ExitId))!.Status);
    }

    [Theory]
    [Card("E86")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task HardCase08_NewProcess_LongPosition_IsFoundAndCanBeClosed(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var before = await EnteredAsync(stage);
        await using var client = stage.OpenClientOfAnotherProcess();

        var position = Assert.Single(await PositionsAsync(client));
        await LeaveAsync(client);

        Assert.Equal((Some.InstrumentId, Size.Value, new Price(60_000m)), (position.Instrument, position.NetQuantity, position.AverageEntryPrice!.Value));
        Assert.Empty(await PositionsAsync(client));
    }

    [Fact]
    public async Task NewProcess_StopFiredMeanwhile_IsFoundWithItsFill()
    {
        await using var stage = await OpenAsync(new StageScript { Prices = [60_000m, 59_600m, 58_900m, 58_900m] });
        await using var before = await EnteredAsync(stage);
        var venueOrderId = await ProtectAsync(before);
        stage.Play(3);
        await using var client = stage.OpenClientOfAnotherProcess();
        client.Recognise([CarefulBot.TraceOf(Stop()) with { VenueOrderId = venueOrderId }]);

        var report = (await FindAsync(client, StopId))!;
        var fill = Assert.Single(await FillsAsync(client, StopId));

        Assert.Equal((OrderStatus.Filled, Size), (report.Status, report.FilledQuantity));
        Assert.Equal((StopId, new Price(58_900m)), (fill.ClientOrderId!.Value, fill.Price));
    }

    [Fact]
    public async Task VenueStartedAnew_EverythingIsStillThere()
    {
        using var folder = new StageFolder();
        await using var stage = await OpenAsync(new StageScript { LedgerPath = folder.Ledger });
        await using var client = await ProtectedAsync(stage);
        var before = (await HistoryAsync(client)).Fills;

        await stage.RestartVenueAsync();

        Assert.Equal<Fill>(before, (await HistoryAsync(client)).Fills);
        Assert.Equal(Size.Value, Assert.Single(await PositionsAsync(client)).NetQuantity);
        Assert.Equal(StopId, Assert.Single(await OpenOrdersAsync(client)).ClientOrderId);
        Assert.Equal(VenueErrorCode.DuplicateClientOrderId, (await SubmitAsync(client, Some.EntryRequest())).Error!.Code);
        Assert.True((await CancelAsync(client)).IsSuccess);
        await LeaveAsync(client);
        Assert.Equal(0m, stage.LongSize);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.004")]
    public async Task HardCase12_ClosedByTheUser_IsAFillWithoutOurId(string? quantity)
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);

        stage.CloseLong(OrderOrigin.ManualClose, quantity is null ? null : decimal.Parse(quantity, null));

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.Side == OrderSide.Sell)).Fill;
        Assert.Null(told.ClientOrderId);
        Assert.Equal(quantity is null ? Size.Value : 0.004m, told.Quantity.Value);
        Assert.Equal(FillKind.Trade, told.Kind);
        Assert.Contains(told, (await HistoryAsync(client)).Fills);
        Assert.Equal(stage.LongSize, (await PositionsAsync(client)).Sum(p => p.NetQuantity));
    }

    [Fact]
    public async Task HardCase12_StopCancelledByTheUser_IsToldAndFoundAsCancelled()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);

        stage.UserCancels(Assert.Single(stage.RestingStops));

        await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(
            o => o.Report.ClientOrderId == StopId && o.Report.Status == OrderStatus.Cancelled);
        Assert.Equal(OrderStatus.Cancelled, (await FindAsync(client, StopId))!.Status);
    }

    [Fact]
    public async Task HardCase13_Liquidated_IsAFillOfThatKindAndTheStopIsGone()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);

        stage.CloseLong(OrderOrigin.Liquidation);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.Side == OrderSide.Sell)).Fill;
        Assert.Equal((FillKind.Liquidation, null), (told.Kind, told.ClientOrderId));
        Assert.Contains(told, (await HistoryAsync(client)).Fills);
        Assert.Empty(await PositionsAsync(client));
    }

    [Fact]
    public async Task HardCase13_Deleveraged_IsAFillOfThatKind()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);

        stage.CloseLong(OrderOrigin.AutoDeleveraging, 0.004m);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.Side == OrderSide.Sell)).Fill;
        Assert.Equal(stage.Traits.TellsDeleveraging ? FillKind.AutoDeleveraging : FillKind.Trade, told.Kind);
        Assert.Equal((null, 0.004m), (told.ClientOrderId, told.Quantity.Value));
        Assert.Equal(0.007m, Assert.Single(await PositionsAsync(client)).NetQuantity);
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("-0.0003")]
    public async Task HardCase30_Funding_IsToldOnceAndIsTheWalletsChange(string rate)
    {
        await using var stage = await OpenAsync(new StageScript
        {
            Prices = [.. Enumerable.Repeat(60_000m, 200)],
            Funding = new FundingSettings { Interval = TimeSpan.FromHours(1), Rate = decimal.Parse(rate, null) },
        });
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);
        var before = stage.Wallet;

        stage.Play(185);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.FundingSettled>()).Payment;
        var payment = Assert.Single((await HistoryAsync(client)).Funding);
        var after = stage.Wallet;
        Assert.Equal(payment, told);
        Assert.Equal((after - before, Size), (payment.Amount.Value, payment.PositionQuantity));
        Assert.Equal((Some.InstrumentId, VenueStage.Start + TimeSpan.FromHours(1)), (payment.Instrument, payment.At));
        Assert.Equal(payment, Assert.Single((await HistoryAsync(client)).Funding));
    }

    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task HardCase26_TwoBotsOnOneSymbol_EachKeepsItsOrdersAndItsStop(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await ProtectedAsync(stage);
        await EnterAsync(client, "bot-2");
        await ProtectAsync(client, Stop(58_500m, "bot-2"));

        Assert.True((await CancelAsync(client)).IsSuccess);
        await LeaveAsync(client);

        var left = Assert.Single(await OpenOrdersAsync(client));
        Assert.Equal(("bot-2", new Price(58_500m)), (left.ClientOrderId!.Value.BotId, left.TriggerPrice!.Value));
        Assert.Equal(Size.Value, Assert.Single(await PositionsAsync(client)).NetQuantity);
        Assert.Equal(["bot-1", "bot-2", "bot-1"], (await HistoryAsync(client)).Fills.Select(f => f.ClientOrderId!.Value.BotId));
    }

    [Fact]
    public async Task HardCase14_TwinStopsOfTwoBots_FireAsTwoOrdersWithAFillEach()
    {
        await using var stage = await OpenAsync(new StageScript { Prices = [60_000m, 59_600m, 58_900m, 58_900m] });
        await using var client = await ProtectedAsync(stage);
        await EnterAsync(client, "bot-2");
        await ProtectAsync(client, Stop(bot: "bot-2"));

        stage.Play(2);

        var first = Assert.Single(await FillsAsync(client, StopId));
        var second = Assert.Single(await FillsAsync(client, Stop(bot: "bot-2").ClientOrderId));
        Assert.NotEqual(first.FillId, second.FillId);
        Assert.Equal((Size, Size), (first.Quantity, second.Quantity));
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, StopId))!.Status);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, Stop(bot: "bot-2").ClientOrderId))!.Status);
        Assert.Equal(0m, stage.LongSize);
    }

    [Fact]
    public async Task GetHistoryAsync_SinceAnInstant_LeavesOutWhatWasBefore()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        stage.Play(3);
        await LeaveAsync(client);

        var recent = await client.GetHistoryAsync(VenueStage.Start + (3 * VenueStage.Step), CancellationToken.None);

        Assert.Equal([ExitId], recent.Value!.Fills.Select(f => f.ClientOrderId!.Value));
    }
}
