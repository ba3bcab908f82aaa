using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>The venue does not trade: the symbol is suspended, or everything is down for maintenance.</summary>
public abstract class ExecutionTroubleContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    private static readonly TimeSpan Downtime = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task SymbolSuspended_OrdersAreNotTradingUntilItResumes()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        stage.SetTrading(false);

        var refused = await SubmitAsync(client, Exit());
        stage.SetTrading(true);
        var closed = await SubmitAsync(client, Exit());

        Assert.Equal(VenueErrorCode.NotTrading, refused.Error!.Code);
        Assert.NotEqual(VenueErrorKind.Ambiguous, refused.Error.Kind);
        Assert.True(closed.IsSuccess, closed.Error?.Message);
        Assert.Equal((0m, 1), (stage.LongSize, stage.CountOrders(ExitId)));
    }

    [Fact]
    public async Task SymbolSuspended_PositionAndStopAreStillSeenAndTheStopCanBeCancelled()
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        stage.SetTrading(false);

        Assert.Equal(Size.Value, Assert.Single(await PositionsAsync(client)).NetQuantity);
        Assert.Equal(StopId, Assert.Single(await OpenOrdersAsync(client)).ClientOrderId);
        Assert.True((await CancelAsync(client)).IsSuccess);

        Assert.Empty(stage.RestingStops);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HardCase28_Maintenance_IsWaitedOutAndTheOrderGoesOnce(bool answers503)
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);
        stage.Break("order.create", new FaultAction.GoDown(Downtime, answers503));

        var order = await new CarefulBot(client).EnsureAsync(Exit());

        Assert.Equal((OrderStatus.Filled, 0m, 1), (order.Status, stage.LongSize, stage.CountOrders(ExitId)));
        await events.UntilAsync<AccountEvent, AccountEvent.Disconnected>();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HardCase28_MaintenanceAtTheStart_IsAnErrorThatMayBeRetried(bool answers503)
    {
        await using var stage = await OpenAsync();
        await using var client = stage.OpenClient();
        stage.Play();
        stage.Faults.Add(FaultMatch.OnFirst("*"), new FaultAction.GoDown(TimeSpan.FromMinutes(1), answers503));

        var prepared = await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None);
        var balance = await client.GetBalanceAsync(CancellationToken.None);

        Assert.Equal(VenueErrorKind.Retryable, prepared.Error!.Kind);
        Assert.Equal(VenueErrorKind.Retryable, balance.Error!.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HardCase04_Maintenance_AQuestionIsNeverAnsweredNo(bool answers503)
    {
        await using var stage = await OpenAsync();
        await using var client = await ProtectedAsync(stage);
        stage.Faults.Add(FaultMatch.OnFirst("*"), new FaultAction.GoDown(TimeSpan.FromMinutes(1), answers503));

        Assert.False((await client.FindOrderAsync(Some.InstrumentId, EntryId, CancellationToken.None)).IsSuccess);
        Assert.False((await client.FindOrderAsync(Some.InstrumentId, StopId, CancellationToken.None)).IsSuccess);
        Assert.False((await client.GetOpenOrdersAsync(CancellationToken.None)).IsSuccess);
        Assert.False((await client.GetPositionsAsync(CancellationToken.None)).IsSuccess);
        Assert.False((await client.GetHistoryAsync(VenueStage.Start, CancellationToken.None)).IsSuccess);
    }

    [Fact]
    public async Task BadKey_IsFinalAndNamesNoSecret()
    {
        await using var stage = await OpenAsync();
        var credentials = VenueStage.Credentials with { ApiSecret = "a-wrong-secret-of-some-length-0000000" };
        await using var client = stage.Connector.OpenExecution("main", credentials);
        stage.Play();

        var refused = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.Unauthorized), (refused.Error!.Kind, refused.Error.Code));
        Assert.DoesNotContain(credentials.ApiSecret, refused.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(credentials.ApiKey, refused.Error.Message, StringComparison.Ordinal);
        Assert.Equal(0m, stage.LongSize);
    }

    [Fact]
    public async Task HardCase20_ManyOrdersAtOnce_AllGoWithinTheVenuesLimit()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        var orders = Enumerable.Range(1, stage.Traits.OrdersPerSecond + 4).Select(i => Some.EntryRequest(i)).ToList();

        var results = await Task.WhenAll(orders.Select(o => SubmitAsync(client, o)));

        Assert.All(results, r => Assert.True(r.IsSuccess, r.Error?.Message));
        Assert.All(orders, o => Assert.Equal(1, stage.CountOrders(o.ClientOrderId)));
        Assert.Equal(orders.Count * Size.Value, stage.LongSize);
    }
}
