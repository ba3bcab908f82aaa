using System.Collections.Concurrent;
using System.Text.Json;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What the simulated venue must do on every wire, so that it is never laxer than the real one and every planned fault strikes.</summary>
/// <typeparam name="TStage">The venue.</typeparam>
public abstract class SimulatedWireContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    private const string Id = "wire-1-000001e";
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Request_SignedWrongly_IsRefusedAndNothingHappens()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        wire.SignsWrongly = true;

        Assert.Equal(VenueErrorCode.Unauthorized, (await wire.AskBalanceAsync()).Refusal);
        Assert.Equal(VenueErrorCode.Unauthorized, (await BuyAsync(wire)).Refusal);

        Assert.Empty(stage.Executions);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task HardCase19_Request_SignedOutsideTheTimeWindow_IsRefusedAndNothingHappens(int direction)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        wire.SigningLead = direction * (stage.Traits.TimeWindow + TimeSpan.FromSeconds(2));

        var refused = await BuyAsync(wire);
        wire.SigningLead = TimeSpan.Zero;
        var accepted = await BuyAsync(wire);

        Assert.Equal(stage.Traits.OutsideTimeWindow, refused.Refusal);
        Assert.True(accepted.IsAccepted);
        Assert.Single(stage.Executions);
    }

    [Fact]
    public async Task HardCase01_ClientIdUsedAgain_IsRefusedForEverEvenAfterARestart()
    {
        using var folder = new StageFolder();
        await using var stage = await OpenAsync(new StageScript { LedgerPath = folder.Ledger });
        using var wire = stage.OpenWire();
        Assert.True((await BuyAsync(wire)).IsAccepted);

        var again = await BuyAsync(wire);
        await stage.RestartVenueAsync();
        var afterwards = await BuyAsync(wire);

        Assert.Equal((VenueErrorCode.DuplicateClientOrderId, VenueErrorCode.DuplicateClientOrderId), (again.Refusal, afterwards.Refusal));
        Assert.Single(stage.Executions);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0001")]
    [InlineData("0.0015")]
    [InlineData("501")]
    [InlineData("many")]
    public async Task HardCase24_QuantityOutsideTheFilters_IsRefusedAndNothingHappens(string quantity)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();

        var refused = await wire.PlaceAsync(Id, OrderSide.Buy, quantity);

        Assert.NotNull(refused.Refusal);
        Assert.Empty(stage.Executions);
        Assert.False((await wire.FindAsync(Id)).IsAccepted);
    }

    [Fact]
    public async Task HardCase07_ReduceOnly_WithoutAPositionOrOnItsSide_IsRefused()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();

        Assert.Equal(VenueErrorCode.NothingToReduce, (await wire.PlaceAsync("wire-1-000001x", OrderSide.Sell, "0.01", reduceOnly: true)).Refusal);
        Assert.True((await BuyAsync(wire)).IsAccepted);
        Assert.Equal(VenueErrorCode.NothingToReduce, (await wire.PlaceAsync("wire-1-000002x", OrderSide.Buy, "0.01", reduceOnly: true)).Refusal);
        Assert.True((await wire.PlaceAsync("wire-1-000003x", OrderSide.Sell, "0.05", reduceOnly: true)).IsAccepted);

        Assert.Equal((0m, 0m), (stage.LongSize, stage.ShortSize));
    }

    [Fact]
    public async Task HardCase20_MoreOrdersThanTheLimit_AreCountedAndRefusedWithoutEffect()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        var sent = stage.Traits.OrdersPerSecond * 3;

        var answers = await Task.WhenAll(Enumerable.Range(0, sent).Select(i => wire.PlaceAsync($"wire-1-{i:D6}e", OrderSide.Buy, "0.001")));

        var refused = answers.Where(a => !a.IsAccepted).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, a => Assert.Equal(VenueErrorCode.RateLimited, a.Refusal));
        Assert.Equal(sent - refused.Count, stage.Executions.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pushes_OfARequest_ComeBehindItsAnswerUnlessAFaultSaysOtherwise(bool pushedFirst)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        var stages = new ConcurrentQueue<FaultStage>();
        stage.Faults.OnStage = (reached, context) =>
        {
            if (reached == FaultStage.Pushed || context.OrderLinkId == Id)
            {
                stages.Enqueue(reached);
            }

            return Task.CompletedTask;
        };
        if (pushedFirst)
        {
            stage.Break("order.create", new FaultAction.PushBeforeAnswer());
        }

        await BuyAsync(wire);
        await listener.UntilAsync(IsPrivate(stage.Traits.FillTopic));
        await UntilAsync(() => stages.Contains(FaultStage.Answered) && stages.Contains(FaultStage.Pushed));

        var order = stages.ToList();
        Assert.True(order.IndexOf(FaultStage.OrderAccepted) < order.IndexOf(FaultStage.Pushed));
        if (pushedFirst)
        {
            Assert.True(order.IndexOf(FaultStage.Pushed) < order.IndexOf(FaultStage.Answered));
        }
    }

    [Fact]
    public async Task Pushes_OfSeveralOrders_ComeInTheOrderOfTheExchange()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        string[] ids = ["wire-1-000001e", "wire-1-000002e", "wire-1-000003e"];

        foreach (var id in ids)
        {
            await wire.PlaceAsync(id, OrderSide.Buy, "0.001");
        }

        foreach (var id in ids)
        {
            await listener.UntilAsync(f => IsPrivate(stage.Traits.OrderTopic)(f) && f.GetRawText().Contains(id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task VenueStartedAnew_FromItsLedger_HoldsWhatItHeld()
    {
        using var folder = new StageFolder();
        await using var stage = await OpenAsync(new StageScript { LedgerPath = folder.Ledger });
        using var wire = stage.OpenWire();
        var placed = await BuyAsync(wire);
        var wallet = stage.Wallet;

        await stage.RestartVenueAsync();

        Assert.Equal(placed.OrderId, (await wire.FindAsync(Id)).OrderId);
        Assert.Equal((0.01m, wallet), (stage.LongSize, stage.Wallet));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 502)]
    [InlineData(false, 502)]
    public async Task Fault_AnswerOrRequestLost_IsCarriedOutOrNotAsPlanned(bool executed, int status)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        stage.Break("order.create", (executed, status) switch
        {
            (true, 0) => new FaultAction.DropAnswer(),
            (false, 0) => new FaultAction.DropRequest(),
            _ => new FaultAction.ServerError(status, executed),
        });

        var answer = await BuyAsync(wire);

        Assert.Equal(status, answer.Status);
        Assert.Equal(executed ? 1 : 0, stage.Executions.Length);
        Assert.Equal(executed, (await wire.FindAsync(Id)).IsAccepted);
    }

    [Fact]
    public async Task Fault_RateLimitForbidReject_AreAnsweredAndNotCarriedOut()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();

        stage.Break("order.create", new FaultAction.RateLimit(ResetHeader: true));
        Assert.Equal(VenueErrorCode.RateLimited, (await BuyAsync(wire)).Refusal);
        stage.Faults.Clear();
        stage.Break("order.create", new FaultAction.Forbid());
        Assert.InRange((await BuyAsync(wire)).Status, 400, 499);
        stage.Faults.Clear();
        stage.Break("order.create", stage.Traits.Refusal(VenueErrorCode.InsufficientMargin));
        Assert.Equal(VenueErrorCode.InsufficientMargin, (await BuyAsync(wire)).Refusal);

        Assert.Empty(stage.Executions);
        Assert.True((await BuyAsync(wire)).IsAccepted);
    }

    [Fact]
    public async Task Fault_Delay_HoldsTheAnswerBackOnly()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        stage.Break("order.create", new FaultAction.Delay(Late));
        var asked = TimeProvider.System.GetTimestamp();

        var answer = BuyAsync(wire);
        await UntilAsync(() => stage.Executions.Length == 1);

        Assert.True((await answer).IsAccepted);
        Assert.True(TimeProvider.System.GetElapsedTime(asked) >= Late - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Fault_HideOrder_MakesItUnseenForAWhile()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        stage.Break("order.create", new FaultAction.HideOrder(Late));

        var placed = await BuyAsync(wire);
        var hidden = await wire.FindAsync(Id);
        await UntilAsync(async () => (await wire.FindAsync(Id)).IsAccepted);

        Assert.True(placed.IsAccepted);
        Assert.False(hidden.IsAccepted);
    }

    [Fact]
    public async Task Fault_PartialFill_FillsInPieces()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        stage.Break("order.create", new FaultAction.PartialFill(2, 0.5m));

        await BuyAsync(wire);

        Assert.Equal((2, 0.005m), (stage.Executions.Length, stage.LongSize));
    }

    [Fact]
    public async Task Fault_CutStream_EndsTheConnectionWithoutAWord()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        stage.Break("order.create", new FaultAction.CutStream(FaultStream.Private));

        Assert.True((await BuyAsync(wire)).IsAccepted);

        await listener.Ended.WaitAsync(Streams.Limit);
    }

    [Fact]
    public async Task Fault_FreezeStream_LosesWhatIsPushedMeanwhile()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        stage.Break("order.create", new FaultAction.FreezeStream(Late, FaultStream.Private));

        await wire.PlaceAsync("wire-1-000001e", OrderSide.Buy, "0.001");
        await Task.Delay(2 * Late);
        await wire.PlaceAsync("wire-1-000002e", OrderSide.Buy, "0.001");

        var first = await listener.UntilAsync(IsPrivate(stage.Traits.OrderTopic));
        Assert.Contains("wire-1-000002e", first.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_Duplicate_PushesTheMessageAgain()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        stage.BreakMessage(FaultStream.Private, stage.Traits.OrderTopic, new FaultAction.Duplicate());

        await BuyAsync(wire);

        var first = await listener.UntilAsync(IsPrivate(stage.Traits.OrderTopic));
        var second = await listener.UntilAsync(IsPrivate(stage.Traits.OrderTopic));
        Assert.Equal(first.GetProperty("data").GetRawText(), second.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("reorder")]
    public async Task Fault_DelayOrReorderOfAMessage_LetsTheNextOneOvertake(string fault)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        stage.Faults.Add(
            FaultMatch.OnMessage(FaultStream.Private, stage.Traits.OrderTopic) with { To = 1 },
            fault == "delay" ? new FaultAction.Delay(Late) : new FaultAction.Reorder(Late));

        await BuyAsync(wire);

        var first = await listener.UntilAsync(f => TopicOf(f).Length > 0);
        await listener.UntilAsync(IsPrivate(stage.Traits.OrderTopic));
        Assert.False(IsPrivate(stage.Traits.OrderTopic)(first) && stage.Traits.OrderTopic != stage.Traits.FillTopic, first.GetRawText());
    }

    [Fact]
    public async Task Fault_SkewClock_MovesTheTimeWindow()
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        stage.Faults.Add(FaultMatch.OnFirst("*"), new FaultAction.SkewClock(TimeSpan.FromHours(1), TimeSpan.Zero));

        await wire.AskBalanceAsync();
        var refused = await BuyAsync(wire);
        wire.SigningLead = TimeSpan.FromHours(1);
        var accepted = await BuyAsync(wire);

        Assert.Equal(stage.Traits.OutsideTimeWindow, refused.Refusal);
        Assert.True(accepted.IsAccepted);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 503)]
    public async Task Fault_GoDown_AnswersNothingUntilItIsOver(bool answers503, int status)
    {
        await using var stage = await OpenAsync();
        using var wire = stage.OpenWire();
        await using var listener = await wire.ListenAsync();
        stage.Break("order.create", new FaultAction.GoDown(Late, answers503));

        Assert.Equal(status, (await BuyAsync(wire)).Status);
        Assert.Equal(status, (await wire.AskBalanceAsync()).Status);
        await listener.Ended.WaitAsync(Streams.Limit);
        await UntilAsync(async () => (await wire.AskBalanceAsync()).IsAccepted);

        Assert.Empty(stage.Executions);
    }

    private static async Task<VenueStage> OpenAsync(StageScript? script = null)
    {
        var stage = await TStage.OpenAsync(script ?? new StageScript());
        stage.Play();
        return stage;
    }

    private static Task<WireAnswer> BuyAsync(VenueWire wire) => wire.PlaceAsync(Id, OrderSide.Buy, "0.01");

    private static Func<JsonElement, bool> IsPrivate(string topic) => frame => TopicOf(frame) == topic;

    /// <summary>The topic of a pushed frame, whatever the venue calls the field; empty for answers.</summary>
    private static string TopicOf(JsonElement frame) =>
        frame.TryGetProperty("topic", out var topic) || frame.TryGetProperty("ch", out topic) ? topic.GetString() ?? string.Empty : string.Empty;

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var patience = new CancellationTokenSource(Streams.Limit);
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
