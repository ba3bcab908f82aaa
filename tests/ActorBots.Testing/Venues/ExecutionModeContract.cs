using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>One-way and hedge mode: the user chooses, at any time, and the engine follows without switching.</summary>
public abstract class ExecutionModeContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    [Theory]
    [InlineData(PositionMode.OneWay)]
    [InlineData(PositionMode.Hedge)]
    public async Task HardCase25_PrepareAsync_AnyMode_LeavesItAsItIs(PositionMode mode)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = mode });

        await using var client = await ReadyAsync(stage);

        Assert.Equal(mode, stage.Exchange.GetPositionMode(VenueStage.Credentials.ApiKey, Some.InstrumentId.Symbol));
    }

    [Theory]
    [MemberData(nameof(ContractRows.Flips), MemberType = typeof(ContractRows))]
    public async Task HardCase25_ModeFlippedByTheUser_NextEntryGoesOnceInTheNewMode(PositionMode from, PositionMode to)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = from });
        await using var client = await ReadyAsync(stage);
        stage.SetPositionMode(to);

        await EnterAsync(client);

        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
        Assert.Equal(to == PositionMode.Hedge ? 1 : 0, Assert.Single(stage.Executions).PositionIndex);
    }

    [Theory]
    [MemberData(nameof(ContractRows.Flips), MemberType = typeof(ContractRows))]
    public async Task HardCase25_ModeFlippedBetweenRounds_EachRoundIsWhole(PositionMode from, PositionMode to)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = from });
        await using var client = await ReadyAsync(stage);
        foreach (var (round, mode) in new[] { from, to, from }.Index())
        {
            if (round > 0)
            {
                stage.SetPositionMode(mode);
            }

            var bot = $"bot-{round}";
            await EnterAsync(client, bot);
            await ProtectAsync(client, Stop(bot: bot));
            Assert.True((await MoveAsync(client, 59_500m, Stop(bot: bot).ClientOrderId)).IsSuccess);
            Assert.Equal((Size.Value, 59_500m), (stage.LongSize, Assert.Single(stage.RestingStops).TriggerPrice));
            Assert.True((await CancelAsync(client, Stop(bot: bot).ClientOrderId)).IsSuccess);
            await LeaveAsync(client, bot);
            Assert.Equal((0m, 0m), (stage.LongSize, stage.ShortSize));
        }

        Assert.Equal(6, stage.Executions.Length);
    }

    [Theory]
    [MemberData(nameof(ContractRows.Flips), MemberType = typeof(ContractRows))]
    public async Task HardCase25_PositionOpenedByAnotherClientAfterTheFlip_IsProtectedAndClosed(PositionMode from, PositionMode to)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = from });
        await using var stale = await ReadyAsync(stage);
        stage.SetPositionMode(to);
        await using var fresh = stage.OpenClientOfAnotherProcess();
        await EnterAsync(fresh);

        await ProtectAsync(stale);
        Assert.Equal(StopPrice.Value, Assert.Single(stage.RestingStops).TriggerPrice);
        Assert.True((await CancelAsync(stale)).IsSuccess);
        await LeaveAsync(stale);

        Assert.Equal((0m, 0m), (stage.LongSize, stage.ShortSize));
    }

    [Theory]
    [MemberData(nameof(ContractRows.Flips), MemberType = typeof(ContractRows))]
    public async Task HardCase25_ModeFlippedAndTheAnswerLost_IsOneOrderThatCanBeFound(PositionMode from, PositionMode to)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = from });
        await using var client = await ReadyAsync(stage);
        stage.SetPositionMode(to);
        stage.Faults.Add(FaultMatch.On("order.create") with { From = 2, To = 2 }, new FaultAction.DropAnswer());

        var sent = await SubmitAsync(client, Some.EntryRequest());
        var found = await new CarefulBot(client).EnsureAsync(Some.EntryRequest());

        Assert.True(sent.Error is null or { Kind: VenueErrorKind.Ambiguous }, sent.Error?.Message);
        Assert.Equal(OrderStatus.Filled, found.Status);
        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
    }

    [Theory]
    [MemberData(nameof(ContractRows.Flips), MemberType = typeof(ContractRows))]
    public async Task HardCase25_ModeFlippedAndCannotBeRead_NothingIsLostAndTheOrderMayGoAgain(PositionMode from, PositionMode to)
    {
        await using var stage = await OpenAsync(new StageScript { Mode = from });
        await using var client = await ReadyAsync(stage);
        stage.SetPositionMode(to);
        var blind = stage.Faults.Add(FaultMatch.On(stage.Traits.ModePath), new FaultAction.ServerError(502, Executed: false));

        var sent = await SubmitAsync(client, Some.EntryRequest());
        blind.Disarm();
        var found = await new CarefulBot(client).EnsureAsync(Some.EntryRequest());

        Assert.False(sent is { Error: { Kind: VenueErrorKind.Final } }, "a mode that could not be read is no reason to give an order up");
        Assert.Equal(OrderStatus.Filled, found.Status);
        Assert.Equal((Size.Value, 1), (stage.LongSize, stage.CountOrders(EntryId)));
    }

    [Fact]
    [Card("E87")]
    public async Task HardCase25_ShortLegOfTheUser_IsToldApartAndStaysUntouched()
    {
        await using var stage = await OpenAsync(new StageScript { Mode = PositionMode.Hedge });
        await using var client = await EnteredAsync(stage);
        stage.UserTrades(OrderSide.Sell, 0.02m, leg: 2);

        var both = Assert.Single(await PositionsAsync(client));
        await LeaveAsync(client);
        var left = Assert.Single(await PositionsAsync(client));

        Assert.Equal((Size.Value, 0.02m), (both.NetQuantity, both.ShortLegQuantity));
        Assert.Equal((0m, 0.02m), (left.NetQuantity, left.ShortLegQuantity));
        Assert.Equal((0m, 0.02m), (stage.LongSize, stage.ShortSize));
    }

    [Fact]
    public async Task HardCase25_ShortLegChangesBesideTheLongOne_StreamTellsBoth()
    {
        await using var stage = await OpenAsync(new StageScript { Mode = PositionMode.Hedge });
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);
        await PositionsAsync(client);

        stage.UserTrades(OrderSide.Sell, 0.02m, leg: 2);

        var told = (await events.UntilAsync<AccountEvent, AccountEvent.PositionChanged>(p => p.Position.ShortLegQuantity > 0m)).Position;
        Assert.Equal((Size.Value, 0.02m), (told.NetQuantity, told.ShortLegQuantity));
    }

    [Fact]
    [Card("E87")]
    public async Task PositionsAsync_ShortOfTheUserInOneWayMode_IsNegative()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        stage.UserTrades(OrderSide.Sell, 0.02m);

        var position = Assert.Single(await PositionsAsync(client));

        Assert.Equal((-0.02m, 0m, 60_000m), (position.NetQuantity, position.ShortLegQuantity, position.AverageEntryPrice!.Value.Value));
    }
}
