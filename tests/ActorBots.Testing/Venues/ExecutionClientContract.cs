using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Accounts;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>Entries and exits: what every venue's execution client must do with market orders, whatever its wire.</summary>
public abstract class ExecutionClientContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    [Fact]
    public async Task PrepareAsync_Twice_IsIdempotent()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.OpenClient();

        Assert.True((await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None)).IsSuccess);
        Assert.True((await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None)).IsSuccess);
    }

    [Theory]
    [Card("E01")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task SubmitAsync_Entry_IsFilledAndToldEverywhereAlike(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);

        var venueOrderId = await EnterAsync(client);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill;
        var report = (await FindAsync(client, EntryId))!;
        var fills = await FillsAsync(client, EntryId);
        var position = Assert.Single(await PositionsAsync(client));
        Assert.Equal((OrderStatus.Filled, Size, venueOrderId), (report.Status, report.FilledQuantity, report.VenueOrderId));
        Assert.Equal(told, fills[0]);
        Assert.Equal(fills, (await HistoryAsync(client)).Fills);
        Assert.Equal(Size.Value, fills.Sum(f => f.Quantity.Value));
        Assert.All(fills, f => Assert.Equal((EntryId, OrderSide.Buy, new Price(60_000m)), (f.ClientOrderId!.Value, f.Side, f.Price)));
        Assert.Equal(Size.Value * 60_000m * stage.Traits.TakerFeeRate, fills.Sum(f => f.Fee.Value));
        Assert.Equal((Size.Value, report.AveragePrice, 0m), (position.NetQuantity, position.AverageEntryPrice, position.ShortLegQuantity));
        Assert.Equal(Size.Value, stage.LongSize);
    }

    [Theory]
    [Card("E80")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task SubmitAsync_FirstCallOfAClient_Works(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = stage.OpenClient();
        stage.Play();

        await EnterAsync(client);

        Assert.Equal(Size.Value, stage.LongSize);
        Assert.Equal(1, stage.CountOrders(EntryId));
    }

    [Fact]
    public async Task StreamAsync_AnOrdersLife_TellsOrderPositionAndBalance()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        var kinds = new HashSet<Type>();

        await EnterAsync(client);
        while (kinds.Count < 4)
        {
            kinds.Add((await events.UntilAsync<AccountEvent, AccountEvent>()).GetType());
        }

        Assert.Equal(
            [typeof(AccountEvent.BalanceChanged), typeof(AccountEvent.Filled), typeof(AccountEvent.OrderChanged), typeof(AccountEvent.PositionChanged)],
            kinds.OrderBy(k => k.Name));
    }

    [Fact]
    public async Task GetBalanceAsync_AfterAFill_HasPaidTheFeeAndBoundMargin()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        var before = (await client.GetBalanceAsync(CancellationToken.None)).Value!;

        await EnterAsync(client);

        var fills = await FillsAsync(client, EntryId);
        var after = (await client.GetBalanceAsync(CancellationToken.None)).Value!;
        Assert.Equal(before.WalletBalance.Value - fills.Sum(f => f.Fee.Value), after.WalletBalance.Value);
        var margin = Size.Value * 60_000m / 10m;
        Assert.InRange(after.WalletBalance.Value - after.Available.Value, margin, margin * 1.02m);
    }

    [Theory]
    [Card("E06", "E61")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task SubmitAsync_Exit_ClosesThePosition(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await EnteredAsync(stage);

        await LeaveAsync(client);

        var report = (await FindAsync(client, ExitId))!;
        Assert.Equal((OrderStatus.Filled, OrderSide.Sell, true), (report.Status, report.Side, report.ReduceOnly));
        Assert.All(await FillsAsync(client, ExitId), f => Assert.Equal((ExitId, OrderSide.Sell), (f.ClientOrderId!.Value, f.Side)));
        Assert.Empty(await PositionsAsync(client));
        Assert.Empty(await OpenOrdersAsync(client));
        Assert.Equal((0m, 0m), (stage.LongSize, stage.ShortSize));
    }

    [Theory]
    [Card("E81", "E82")]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Exit_AfterItsStopWasCancelled_LeavesNothing(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await ProtectedAsync(stage);

        Assert.True((await CancelAsync(client)).IsSuccess);
        Assert.Equal(OrderStatus.Cancelled, (await FindAsync(client, StopId))!.Status);
        await LeaveAsync(client);

        Assert.Empty(await PositionsAsync(client));
        Assert.Empty(await OpenOrdersAsync(client));
        Assert.Empty(stage.RestingStops);
    }

    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Exit_OfAPart_LeavesTheRest(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });
        await using var client = await EnteredAsync(stage);

        Assert.True((await SubmitAsync(client, Exit() with { Quantity = new Quantity(0.004m) })).IsSuccess);

        Assert.Equal(0.007m, Assert.Single(await PositionsAsync(client)).NetQuantity);
    }

    [Fact]
    public async Task HardCase02_SubmitAsync_SameIdAgain_IsDuplicateAndOneOrder()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);

        var again = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal(VenueErrorCode.DuplicateClientOrderId, again.Error!.Code);
        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
    }

    [Fact]
    [Card("E74")]
    public async Task HardCase01_SubmitAsync_AnswerLost_IsAmbiguousAndTheOrderCanBeFound()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        stage.LoseNextOrderAnswer();

        var sent = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal(VenueErrorKind.Ambiguous, sent.Error!.Kind);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
    }

    [Fact]
    public async Task FindOrderAsync_NeverSent_IsAClearNo()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);

        Assert.Null(await FindAsync(client, EntryId));
        Assert.Empty(await FillsAsync(client, EntryId));
    }

    [Fact]
    public async Task FindOrderAsync_SomebodyElsesOrder_IsAClearNo()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await using var other = stage.Connector.OpenExecution("other", VenueStage.OtherCredentials);

        Assert.Null(await FindAsync(other, EntryId));
        Assert.Empty(await PositionsAsync(other));
        Assert.Empty((await HistoryAsync(other)).Fills);
    }

    [Fact]
    [Card("E71")]
    public async Task HardCase07_Exit_OfAFlatPosition_FindsNothingToReduce()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await LeaveAsync(client);

        var again = await SubmitAsync(client, Exit(number: 4));

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.NothingToReduce), (again.Error!.Kind, again.Error.Code));
        Assert.Equal((0m, 0m), (stage.LongSize, stage.ShortSize));
    }

    [Fact]
    public async Task HardCase05_CancelAsync_OrderAlreadyEnded_IsOrderNotFound()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);

        var cancelled = await CancelAsync(client, EntryId);

        Assert.Equal(VenueErrorCode.OrderNotFound, cancelled.Error!.Code);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("0.0005")]
    [InlineData("501")]
    public async Task HardCase24_SubmitAsync_OutsideTheFilters_IsFinalAndNothingHappens(string quantity)
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);

        var refused = await SubmitAsync(client, Some.EntryRequest() with { Quantity = new Quantity(decimal.Parse(quantity, null)) });

        Assert.Equal(VenueErrorKind.Final, refused.Error!.Kind);
        Assert.Null(await FindAsync(client, EntryId));
        Assert.Equal(0m, stage.LongSize);
    }

    [Fact]
    public async Task SubmitAsync_MoreThanTheMoneyAllows_IsInsufficientMargin()
    {
        await using var stage = await OpenAsync(new StageScript { Balance = 50m });
        await using var client = await ReadyAsync(stage);

        var refused = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.InsufficientMargin), (refused.Error!.Kind, refused.Error.Code));
        Assert.Null(await FindAsync(client, EntryId));
    }

    [Fact]
    [Card("E72")]
    public async Task SubmitAsync_WhatIsNotOffered_IsDeniedBeforeSending()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);

        await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(client, Stop() with { TriggerPrice = null }));
        await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(client, Exit() with { TriggerPrice = new Price(59_000m) }));

        Assert.Equal(Size.Value, stage.LongSize);
        Assert.Empty(stage.RestingStops);
    }

    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task Law06_RoundTrip_FeesAndResultAreTheWalletsChangeToTheLastDigit(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode, Prices = [60_000m, 60_123.4m, 60_123.4m] });
        await using var client = await ReadyAsync(stage);
        var before = (await client.GetBalanceAsync(CancellationToken.None)).Value!;
        await EnterAsync(client);
        stage.Play();
        await LeaveAsync(client);

        var fills = (await HistoryAsync(client)).Fills;
        var after = (await client.GetBalanceAsync(CancellationToken.None)).Value!;

        var net = fills.Sum(f => ((f.Price * f.Quantity).Value * (f.Side == OrderSide.Sell ? 1m : -1m)) - f.Fee.Value);
        Assert.Equal(2, fills.Length);
        Assert.Equal(net, after.WalletBalance.Value - before.WalletBalance.Value);
    }
}
