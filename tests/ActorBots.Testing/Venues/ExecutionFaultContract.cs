using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>
/// Each action of the fault plan at each step of an order's life. A bot that keeps the laws comes through: the order exists once, its fills are
/// complete, and the venue holds what the bot believes.
/// </summary>
public abstract class ExecutionFaultContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly Price Moved = new(59_500m);

    [Theory]
    [Card("E74")]
    [MemberData(nameof(ContractRows.AllFaults), MemberType = typeof(ContractRows))]
    public async Task HardCase03_Entry_OneOrderWholeFillsAndTheVenueAgrees(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        var struck = Strike(stage, "order.create", fault);

        var order = await new CarefulBot(client).EnsureAsync(Some.EntryRequest());
        order = await new CarefulBot(client).UntilEndedAsync(Some.EntryRequest());

        Assert.True(struck.FirstHit.IsCompleted);
        Assert.Equal((OrderStatus.Filled, Size), (order.Status, order.FilledQuantity));
        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
        await AssertFillsAsync(stage, client, EntryId);
    }

    [Theory]
    [Card("E74")]
    [MemberData(nameof(ContractRows.AllFaults), MemberType = typeof(ContractRows))]
    public async Task HardCase21_Stop_RestsOnceForTheWholePosition(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);
        var struck = Strike(stage, stage.Traits.StopCreate, fault);

        var stop = await new CarefulBot(client).EnsureAsync(Stop());

        Assert.True(struck.FirstHit.IsCompleted);
        Assert.Equal((OrderStatus.Untriggered, StopPrice, Size), (stop.Status, stop.TriggerPrice!.Value, stop.Quantity));
        Assert.Equal((StopPrice.Value, Size.Value), (Assert.Single(stage.RestingStops).TriggerPrice!.Value, stage.RestingStops[0].Quantity));
    }

    [Theory]
    [Card("E76")]
    [MemberData(nameof(ContractRows.AllFaults), MemberType = typeof(ContractRows))]
    public async Task MovingTheStop_ItRestsOnceWhereItShould(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);
        var struck = Strike(stage, stage.Traits.StopAmend, fault);

        await new CarefulBot(client).EnsureMovedAsync(Stop(), Moved);

        Assert.True(struck.FirstHit.IsCompleted);
        Assert.Equal((Moved.Value, Size.Value), (Assert.Single(stage.RestingStops).TriggerPrice!.Value, stage.RestingStops[0].Quantity));
        Assert.Equal(StopId, Assert.Single(await OpenOrdersAsync(client)).ClientOrderId);
    }

    [Theory]
    [Card("E75")]
    [MemberData(nameof(ContractRows.AllFaults), MemberType = typeof(ContractRows))]
    public async Task CancellingTheStop_ItEndsUnfilledAndThePositionStays(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);
        var struck = Strike(stage, stage.Traits.StopCancel, fault);

        await new CarefulBot(client).EnsureCancelledAsync(Stop());

        Assert.True(struck.FirstHit.IsCompleted);
        Assert.Empty(stage.RestingStops);
        Assert.Equal(OrderStatus.Cancelled, (await new CarefulBot(client).UntilEndedAsync(Stop())).Status);
        Assert.Equal(Size.Value, stage.LongSize);
    }

    [Theory]
    [Card("E74")]
    [MemberData(nameof(ContractRows.AllFaults), MemberType = typeof(ContractRows))]
    public async Task HardCase07_Exit_ClosesOnceAndNeverTurnsThePosition(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);
        var struck = Strike(stage, "order.create", fault);

        await new CarefulBot(client).EnsureAsync(Exit());
        var order = await new CarefulBot(client).UntilEndedAsync(Exit());

        Assert.True(struck.FirstHit.IsCompleted);
        Assert.Equal((OrderStatus.Filled, Size), (order.Status, order.FilledQuantity));
        Assert.Equal((0m, 0m, 1), (stage.LongSize, stage.ShortSize, stage.CountOrders(ExitId)));
        await AssertFillsAsync(stage, client, ExitId);
    }

    [Theory]
    [Card("E74")]
    [MemberData(nameof(ContractRows.Unknowable), MemberType = typeof(ContractRows))]
    public async Task HardCase03_SubmitAsync_OutcomeUnknown_IsAmbiguousAndSentOnce(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await ReadyAsync(stage);
        Strike(stage, "order.create", fault);
        var requests = stage.Faults.Add(FaultMatch.On("order.create"), new FaultAction.Delay(TimeSpan.FromMilliseconds(1)));

        var sent = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal(VenueErrorKind.Ambiguous, sent.Error!.Kind);
        Assert.Equal(1, requests.Hits);
    }

    [Theory]
    [Card("E75", "E76")]
    [MemberData(nameof(ContractRows.Unknowable), MemberType = typeof(ContractRows))]
    public async Task CancelAndAmend_OutcomeUnknown_AreAmbiguous(RequestFault fault)
    {
        await using var stage = await OpenAsync(ScriptFor(fault));
        await using var client = await ProtectedAsync(stage);
        Strike(stage, stage.Traits.StopAmend, fault);
        Strike(stage, stage.Traits.StopCancel, fault);

        var moved = await MoveAsync(client, Moved.Value);
        var cancelled = await CancelAsync(client);

        Assert.Equal(VenueErrorKind.Ambiguous, moved.Error!.Kind);
        Assert.Equal(VenueErrorKind.Ambiguous, cancelled.Error!.Kind);
    }

    [Fact]
    public async Task HardCase04_LookUpBroken_IsAnErrorAndNeverNotFound()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        var broken = stage.Faults.Add(FaultMatch.On(stage.Traits.LookUpPath), new FaultAction.DropAnswer());

        var found = await client.FindOrderAsync(Some.InstrumentId, EntryId, CancellationToken.None);
        broken.Disarm();

        Assert.False(found.IsSuccess);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
    }

    [Theory]
    [InlineData(3, "1", false)]
    [InlineData(3, "1", true)]
    [InlineData(2, "0.5", true)]
    [InlineData(1, "0.5", false)]
    [InlineData(1, "0", false)]
    public async Task HardCase23_Entry_FilledInPiecesOrInPart_IsToldPieceByPiece(int pieces, string share, bool onePerTick)
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        stage.Break("order.create", new FaultAction.PartialFill(pieces, decimal.Parse(share, null), onePerTick));

        await EnterAsync(client);
        stage.Play(onePerTick ? pieces + 1 : 0);

        var ended = (await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(o => o.Report.Status.IsTerminal())).Report;
        var expected = stage.Executions.Sum(e => e.Quantity);
        Assert.Equal(share == "1" ? OrderStatus.Filled : OrderStatus.Cancelled, ended.Status);
        Assert.Equal((expected, stage.LongSize), (ended.FilledQuantity.Value, expected));
        Assert.Equal((ended.Status, ended.FilledQuantity), ((await FindAsync(client, EntryId))!.Status, (await FindAsync(client, EntryId))!.FilledQuantity));
        await AssertFillsAsync(stage, client, EntryId);
    }

    [Fact]
    public async Task Entry_PartlyFilled_IsReportedWhileItWorks()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        stage.Break("order.create", new FaultAction.PartialFill(3, 1m, OnePiecePerTick: true));
        await EnterAsync(client);

        stage.Play();
        var working = (await FindAsync(client, EntryId))!;
        stage.Play(3);

        Assert.Equal(OrderStatus.PartiallyFilled, working.Status);
        Assert.InRange(working.FilledQuantity.Value, 0.001m, 0.010m);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
    }

    private static StageScript ScriptFor(RequestFault fault) =>
        fault == RequestFault.AnswerLate ? new StageScript { RequestTimeout = TimeSpan.FromMilliseconds(700) } : new StageScript();

    private static ArmedFault Strike(VenueStage stage, string operation, RequestFault fault) => stage.Break(operation, fault switch
    {
        RequestFault.AnswerDropped => new FaultAction.DropAnswer(),
        RequestFault.RequestDropped => new FaultAction.DropRequest(),
        RequestFault.ErrorBefore => new FaultAction.ServerError(502, Executed: false),
        RequestFault.ErrorAfter => new FaultAction.ServerError(502, Executed: true),
        RequestFault.RateLimitTold => new FaultAction.RateLimit(ResetHeader: true),
        RequestFault.RateLimitUntold => new FaultAction.RateLimit(ResetHeader: false),
        RequestFault.AddressForbidden => new FaultAction.Forbid(),
        RequestFault.Refused => stage.Traits.Refusal(VenueErrorCode.InsufficientMargin),
        RequestFault.AnswerLate => new FaultAction.Delay(TimeSpan.FromMilliseconds(900)),
        RequestFault.OrderHidden => new FaultAction.HideOrder(Short),
        RequestFault.PushedFirst => new FaultAction.PushBeforeAnswer(),
        RequestFault.StreamCut => new FaultAction.CutStream(FaultStream.Private),
        RequestFault.StreamFrozen => new FaultAction.FreezeStream(TimeSpan.Zero, FaultStream.Private),
        RequestFault.ClockAhead => new FaultAction.SkewClock(TimeSpan.FromSeconds(20), TimeSpan.Zero),
        RequestFault.ClockBehind => new FaultAction.SkewClock(TimeSpan.FromSeconds(-20), TimeSpan.Zero),
        RequestFault.DownCut => new FaultAction.GoDown(Short, Answers503: false),
        RequestFault.Down503 => new FaultAction.GoDown(Short, Answers503: true),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "not a fault"),
    });

    private static async Task AssertFillsAsync(VenueStage stage, IExecutionClient client, ClientOrderId order)
    {
        var truth = stage.Executions.Where(e => e.ClientOrderId == order.Value).Select(Row).ToList();
        Assert.Equal(truth, (await FillsAsync(client, order)).Select(Row));
        Assert.Equal(truth, (await HistoryAsync(client)).Fills.Where(f => f.ClientOrderId == order).Select(Row));
    }

    private static (decimal Price, decimal Quantity, decimal Fee, DateTimeOffset At) Row(VenueExecution e) => (e.Price, e.Quantity, e.Fee, e.At);

    private static (decimal Price, decimal Quantity, decimal Fee, DateTimeOffset At) Row(Fill f) => (f.Price.Value, f.Quantity.Value, f.Fee.Value, f.At);
}
