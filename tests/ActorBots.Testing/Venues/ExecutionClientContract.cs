using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What every venue's execution client must do, whatever its wire. A venue subclasses it with its stage.</summary>
public abstract class ExecutionClientContract
{
    private static readonly Quantity Size = new(0.011m);

    /// <summary>Opens a stage that plays these prices.</summary>
    protected abstract Task<VenueStage> OpenStageAsync(ImmutableArray<decimal> prices);

    [Fact]
    public async Task PrepareAsync_Twice_IsIdempotent()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = Open(stage);

        Assert.True((await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None)).IsSuccess);
        Assert.True((await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None)).IsSuccess);
    }

    [Fact]
    public async Task SubmitAsync_Entry_IsFilledAndToldEverywhereAlike()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await using var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();

        var venueOrderId = await EnterAsync(client);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill;
        var report = (await client.FindOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None)).Value!;
        var fills = (await client.GetFillsOfOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None)).Value;
        var position = Assert.Single((await client.GetPositionsAsync(CancellationToken.None)).Value);
        var history = (await client.GetHistoryAsync(VenueStage.Start - TimeSpan.FromDays(1), CancellationToken.None)).Value!;
        Assert.Equal((OrderStatus.Filled, Size, venueOrderId), (report.Status, report.FilledQuantity, report.VenueOrderId));
        Assert.Equal(told, fills[0]);
        Assert.Equal<Fill>(fills, history.Fills);
        Assert.Equal(Size.Value, fills.Sum(f => f.Quantity.Value));
        Assert.All(fills, f => Assert.Equal((Entry(), OrderSide.Buy), (f.ClientOrderId!.Value, f.Side)));
        Assert.All(fills, f => Assert.True(f.Fee > Money.Zero));
        Assert.Equal((Size.Value, report.AveragePrice), (position.NetQuantity, position.AverageEntryPrice));
    }

    [Fact]
    public async Task StreamAsync_AnOrdersLife_TellsOrderPositionAndBalance()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await using var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
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
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        var before = (await client.GetBalanceAsync(CancellationToken.None)).Value!;

        await EnterAsync(client);

        var fills = (await client.GetFillsOfOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None)).Value;
        var after = (await client.GetBalanceAsync(CancellationToken.None)).Value!;
        Assert.Equal(before.WalletBalance.Value - fills.Sum(f => f.Fee.Value), after.WalletBalance.Value);
        Assert.True(after.Available < before.Available);
    }

    [Fact]
    public async Task HardCase02_SubmitAsync_SameIdAgain_IsDuplicateAndOneOrder()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await EnterAsync(client);

        var again = await client.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal(VenueErrorCode.DuplicateClientOrderId, again.Error!.Code);
        Assert.Equal(Size.Value, Assert.Single((await client.GetPositionsAsync(CancellationToken.None)).Value).NetQuantity);
    }

    [Fact]
    public async Task HardCase01_SubmitAsync_AnswerLost_IsAmbiguousAndTheOrderCanBeFound()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        stage.LoseNextOrderAnswer();

        var sent = await client.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);
        var found = await client.FindOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None);

        Assert.Equal(VenueErrorKind.Ambiguous, sent.Error!.Kind);
        Assert.Equal(OrderStatus.Filled, found.Value!.Status);
        Assert.Equal(Size.Value, Assert.Single((await client.GetPositionsAsync(CancellationToken.None)).Value).NetQuantity);
    }

    [Fact]
    public async Task FindOrderAsync_NeverSent_IsAClearNo()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);

        var found = await client.FindOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None);

        Assert.True(found.IsSuccess);
        Assert.Null(found.Value);
        Assert.Empty((await client.GetFillsOfOrderAsync(Some.InstrumentId, Entry(), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task ProtectiveStop_PlacedAmendedCancelled_IsReportedAtEachStep()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await EnterAsync(client);

        Assert.True((await client.SubmitAsync(Some.Approved(StopAt(59_000m)), CancellationToken.None)).IsSuccess);
        var resting = Assert.Single((await client.GetOpenOrdersAsync(CancellationToken.None)).Value);
        Assert.True((await client.AmendStopAsync(Some.InstrumentId, Stop(), new Price(59_500m), new Quantity(0.011m), CancellationToken.None)).IsSuccess);
        var moved = (await client.FindOrderAsync(Some.InstrumentId, Stop(), CancellationToken.None)).Value!;
        Assert.True((await client.AmendStopAsync(Some.InstrumentId, Stop(), new Price(59_500m), new Quantity(0.011m), CancellationToken.None)).IsSuccess);
        Assert.True((await client.CancelAsync(Some.InstrumentId, Stop(), CancellationToken.None)).IsSuccess);
        var ended = (await client.FindOrderAsync(Some.InstrumentId, Stop(), CancellationToken.None)).Value!;

        Assert.Equal((Stop(), OrderStatus.Untriggered, true), (resting.ClientOrderId!.Value, resting.Status, resting.ReduceOnly));
        Assert.Equal((Size, new Price(59_000m)), (resting.Quantity, resting.TriggerPrice!.Value));
        Assert.Equal(new Price(59_500m), moved.TriggerPrice);
        Assert.Equal((OrderStatus.Cancelled, Quantity.Zero), (ended.Status, ended.FilledQuantity));
        Assert.Empty((await client.GetOpenOrdersAsync(CancellationToken.None)).Value);
    }

    [Fact]
    public async Task ProtectiveStop_PriceFallsThrough_FiresAndClosesThePosition()
    {
        await using var stage = await OpenStageAsync([60_000m, 59_600m, 58_900m, 58_900m]);
        await using var client = await ReadyAsync(stage);
        await using var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
        await EnterAsync(client);
        await client.SubmitAsync(Some.Approved(StopAt(59_000m)), CancellationToken.None);

        stage.Play();
        stage.Play();

        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.ClientOrderId == Stop())).Fill;
        Assert.Equal((OrderSide.Sell, Size), (fill.Side, fill.Quantity));
        Assert.True(fill.Price <= new Price(59_000m));
        Assert.Empty((await client.GetPositionsAsync(CancellationToken.None)).Value);
        Assert.Equal(OrderStatus.Filled, (await client.FindOrderAsync(Some.InstrumentId, Stop(), CancellationToken.None)).Value!.Status);
    }

    [Fact]
    public async Task HardCase22_ProtectiveStop_AlreadyThroughThePrice_IsToldApart()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await EnterAsync(client);

        var refused = await client.SubmitAsync(Some.Approved(StopAt(60_100m)), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice), (refused.Error!.Kind, refused.Error.Code));
    }

    [Fact]
    public async Task HardCase07_Exit_OfAFlatPosition_FindsNothingToReduce()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await EnterAsync(client);
        Assert.True((await client.SubmitAsync(Some.Approved(Exit(2)), CancellationToken.None)).IsSuccess);
        Assert.Empty((await client.GetPositionsAsync(CancellationToken.None)).Value);

        var again = await client.SubmitAsync(Some.Approved(Exit(3)), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.NothingToReduce), (again.Error!.Kind, again.Error.Code));
        Assert.Empty((await client.GetPositionsAsync(CancellationToken.None)).Value);
    }

    [Fact]
    public async Task HardCase05_CancelAsync_OrderAlreadyEnded_IsOrderNotFound()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await EnterAsync(client);

        var cancelled = await client.CancelAsync(Some.InstrumentId, Entry(), CancellationToken.None);

        Assert.Equal(VenueErrorCode.OrderNotFound, cancelled.Error!.Code);
    }

    [Fact]
    public async Task SubmitAsync_BelowTheMinimum_IsFinal()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);

        var refused = await client.SubmitAsync(
            Some.Approved(Some.EntryRequest() with { Quantity = new Quantity(0.0001m) }), CancellationToken.None);

        Assert.Equal(VenueErrorKind.Final, refused.Error!.Kind);
        Assert.Empty((await client.GetPositionsAsync(CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Law06_RoundTrip_FeesAndResultAreTheWalletsChangeToTheLastDigit()
    {
        await using var stage = await OpenStageAsync([60_000m, 60_123.4m, 60_123.4m]);
        await using var client = await ReadyAsync(stage);
        var before = (await client.GetBalanceAsync(CancellationToken.None)).Value!;
        await EnterAsync(client);
        stage.Play();
        await client.SubmitAsync(Some.Approved(Exit(2)), CancellationToken.None);

        var fills = (await client.GetHistoryAsync(VenueStage.Start - TimeSpan.FromDays(1), CancellationToken.None)).Value!.Fills;
        var after = (await client.GetBalanceAsync(CancellationToken.None)).Value!;

        var net = fills.Sum(f => ((f.Price * f.Quantity).Value * (f.Side == OrderSide.Sell ? 1m : -1m)) - f.Fee.Value);
        Assert.Equal(2, fills.Length);
        Assert.Equal(net, after.WalletBalance.Value - before.WalletBalance.Value);
    }

    [Fact]
    public async Task StreamAsync_Broken_ReconnectsByItself()
    {
        await using var stage = await OpenStageAsync(VenueStage.Calm);
        await using var client = await ReadyAsync(stage);
        await using var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
        stage.CutPrivateStreamAtNextMessage();

        await EnterAsync(client);

        await events.UntilAsync<AccountEvent, AccountEvent.Disconnected>();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
        Assert.True((await client.SubmitAsync(Some.Approved(Exit(2)), CancellationToken.None)).IsSuccess);
        await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.ClientOrderId == Exit(2).ClientOrderId);
    }

    private static IExecutionClient Open(VenueStage stage) => stage.Connector.OpenExecution("main", stage.Credentials);

    private static async Task<IExecutionClient> ReadyAsync(VenueStage stage)
    {
        stage.Play();
        var client = Open(stage);
        var prepared = await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None);
        Assert.True(prepared.IsSuccess, prepared.Error?.Message);
        return client;
    }

    private static async Task<string> EnterAsync(IExecutionClient client)
    {
        var result = await client.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);
        Assert.True(result.IsSuccess, result.Error?.Message);
        return result.Value!;
    }

    private static ClientOrderId Entry() => Some.EntryRequest().ClientOrderId;

    private static ClientOrderId Stop() => ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop);

    private static OrderRequest StopAt(decimal price) => Some.EntryRequest() with
    {
        ClientOrderId = Stop(),
        Purpose = OrderPurpose.ProtectiveStop,
        Side = OrderSide.Sell,
        TriggerPrice = new Price(price),
    };

    private static OrderRequest Exit(long number) => Some.EntryRequest() with
    {
        ClientOrderId = ClientOrderId.For("bot-1", number, OrderPurpose.Exit),
        Purpose = OrderPurpose.Exit,
        Side = OrderSide.Sell,
    };
}
