using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>The clock of the client's host is wrong, or the venue's jumps. What lowers risk always goes.</summary>
public abstract class ExecutionClockContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task HardCase18_HostTwoSecondsOff_EverythingWorks(int leadSeconds)
    {
        await using var stage = await OpenAsync(new StageScript { HostClockLead = TimeSpan.FromSeconds(leadSeconds) });
        await using var client = await ProtectedAsync(stage);
        await using var events = await ListenAsync(client);

        Assert.True((await MoveAsync(client, 59_500m)).IsSuccess);
        Assert.True((await CancelAsync(client)).IsSuccess);
        await LeaveAsync(client);

        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.ClientOrderId == ExitId)).Fill;
        Assert.Equal(VenueStage.Start, fill.At);
        Assert.Equal(2, (await HistoryAsync(client)).Fills.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task HardCase19_HostAnHourOff_EntriesAreRefusedBeforeSending(int leadHours)
    {
        await using var stage = await OpenAsync(new StageScript { HostClockLead = TimeSpan.FromHours(leadHours) });
        await using var client = stage.OpenClient();
        stage.Play();

        var prepared = await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None);
        var entered = await SubmitAsync(client, Some.EntryRequest());

        Assert.Equal(VenueErrorCode.ClockSkew, prepared.Error!.Code);
        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.ClockSkew), (entered.Error!.Kind, entered.Error.Code));
        Assert.Equal(0m, stage.LongSize);
        Assert.Equal(0, stage.CountOrders(EntryId));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task HardCase19_HostJumpsAnHour_RiskStillFalls(int leadHours)
    {
        await using var stage = await OpenAsync();
        await using var before = await EnteredAsync(stage);
        stage.HostClock.Lead = TimeSpan.FromHours(leadHours);
        await using var client = stage.OpenClientOfAnotherProcess();

        await ProtectAsync(client);
        Assert.True((await MoveAsync(client, 59_500m)).IsSuccess);
        Assert.Equal(59_500m, Assert.Single(stage.RestingStops).TriggerPrice);
        Assert.True((await CancelAsync(client)).IsSuccess);
        await LeaveAsync(client);

        Assert.Equal(0m, stage.LongSize);
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, ExitId))!.Status);
        Assert.Equal(VenueStage.Start, Assert.Single(await FillsAsync(client, ExitId)).At);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task HardCase19_VenuesClockStepsWhileRunning_IsReadAgain(int seconds)
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        stage.Faults.Add(FaultMatch.OnFirst("*"), new FaultAction.SkewClock(TimeSpan.FromSeconds(seconds), TimeSpan.Zero));

        var bot = new CarefulBot(client);
        await bot.EnsureAsync(Some.EntryRequest(2));
        await bot.EnsureAsync(Exit());

        Assert.Equal((1, 1), (stage.CountOrders(Some.EntryRequest(2).ClientOrderId), stage.CountOrders(ExitId)));
        Assert.Equal(Size.Value, stage.LongSize);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(3600)]
    public async Task StreamAsync_HostClockOff_ConnectsAndTellsMarketTime(int leadSeconds)
    {
        await using var stage = await OpenAsync(new StageScript { HostClockLead = TimeSpan.FromSeconds(leadSeconds) });
        await using var client = stage.OpenClient();
        stage.Play(4);
        await using var events = await ListenAsync(client);

        stage.UserTrades(OrderSide.Buy, 0.002m);

        Assert.Equal(VenueStage.Start + (3 * VenueStage.Step), (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill.At);
    }
}
