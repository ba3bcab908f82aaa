using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What the contracts of a venue's clients share: the orders of one bot and the ways of sending them.</summary>
/// <typeparam name="TStage">The venue.</typeparam>
public abstract class VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    /// <summary>The quantity of all orders, base units.</summary>
    protected static Quantity Size { get; } = new(0.011m);

    /// <summary>The stop's first trigger price.</summary>
    protected static Price StopPrice { get; } = new(59_000m);

    /// <summary>Client id of the bot's entry.</summary>
    protected static ClientOrderId EntryId { get; } = Some.EntryRequest().ClientOrderId;

    /// <summary>Client id of the bot's stop.</summary>
    protected static ClientOrderId StopId { get; } = ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop);

    /// <summary>Client id of the bot's exit.</summary>
    protected static ClientOrderId ExitId { get; } = ClientOrderId.For("bot-1", 3, OrderPurpose.Exit);

    /// <summary>Opens a stage.</summary>
    protected static Task<VenueStage> OpenAsync(StageScript? script = null) => TStage.OpenAsync(script ?? new StageScript());

    /// <summary>A client that has prepared its instrument, on a market that has its first price.</summary>
    protected static async Task<IExecutionClient> ReadyAsync(VenueStage stage)
    {
        stage.Play();
        var client = stage.OpenClient();
        await PrepareAsync(client);
        return client;
    }

    /// <summary>Prepares the instrument.</summary>
    protected static async Task PrepareAsync(IExecutionClient client)
    {
        var prepared = await client.PrepareAsync(Some.InstrumentId, 10m, CancellationToken.None);
        Assert.True(prepared.IsSuccess, prepared.Error?.Message);
    }

    /// <summary>A client that holds the bot's position.</summary>
    protected static async Task<IExecutionClient> EnteredAsync(VenueStage stage)
    {
        var client = await ReadyAsync(stage);
        await EnterAsync(client);
        return client;
    }

    /// <summary>A client that holds the bot's position under its stop.</summary>
    protected static async Task<IExecutionClient> ProtectedAsync(VenueStage stage)
    {
        var client = await EnteredAsync(stage);
        await ProtectAsync(client);
        return client;
    }

    /// <summary>Sends the entry.</summary>
    /// <returns>The venue's id.</returns>
    protected static Task<string> EnterAsync(IExecutionClient client, string bot = "bot-1") => SentAsync(client, Some.EntryRequest(botId: bot));

    /// <summary>Sends the stop.</summary>
    protected static Task<string> ProtectAsync(IExecutionClient client, OrderRequest? stop = null) => SentAsync(client, stop ?? Stop());

    /// <summary>Sends the exit.</summary>
    protected static Task<string> LeaveAsync(IExecutionClient client, string bot = "bot-1") => SentAsync(client, Exit(bot));

    /// <summary>Sends an order as a bot does: the client is told of it before and after.</summary>
    protected static Task<VenueResult<string>> SubmitAsync(IExecutionClient client, OrderRequest order) => CarefulBot.SubmitAsync(client, order);

    /// <summary>The bot's stop.</summary>
    protected static OrderRequest Stop(decimal price = 59_000m, string bot = "bot-1", long number = 2) => Some.EntryRequest() with
    {
        ClientOrderId = ClientOrderId.For(bot, number, OrderPurpose.ProtectiveStop),
        Purpose = OrderPurpose.ProtectiveStop,
        Side = OrderSide.Sell,
        TriggerPrice = new Price(price),
    };

    /// <summary>The bot's exit.</summary>
    protected static OrderRequest Exit(string bot = "bot-1", long number = 3) => Some.EntryRequest() with
    {
        ClientOrderId = ClientOrderId.For(bot, number, OrderPurpose.Exit),
        Purpose = OrderPurpose.Exit,
        Side = OrderSide.Sell,
    };

    /// <summary>Looks an order up; the question must be answered.</summary>
    protected static async Task<OrderReport?> FindAsync(IExecutionClient client, ClientOrderId order)
    {
        var found = await client.FindOrderAsync(Some.InstrumentId, order, CancellationToken.None);
        Assert.True(found.IsSuccess, found.Error?.Message);
        return found.Value;
    }

    /// <summary>The fills of an order; the question must be answered.</summary>
    protected static async Task<IReadOnlyList<Fill>> FillsAsync(IExecutionClient client, ClientOrderId order)
    {
        var fills = await client.GetFillsOfOrderAsync(Some.InstrumentId, order, CancellationToken.None);
        Assert.True(fills.IsSuccess, fills.Error?.Message);
        return fills.Value;
    }

    /// <summary>All that was executed and paid since the stage began; the question must be answered.</summary>
    protected static async Task<AccountHistory> HistoryAsync(IExecutionClient client)
    {
        var history = await client.GetHistoryAsync(VenueStage.Start - TimeSpan.FromDays(1), CancellationToken.None);
        Assert.True(history.IsSuccess, history.Error?.Message);
        return history.Value!;
    }

    /// <summary>The positions; the question must be answered.</summary>
    protected static async Task<IReadOnlyList<VenuePosition>> PositionsAsync(IExecutionClient client)
    {
        var positions = await client.GetPositionsAsync(CancellationToken.None);
        Assert.True(positions.IsSuccess, positions.Error?.Message);
        return positions.Value;
    }

    /// <summary>The working orders; the question must be answered.</summary>
    protected static async Task<IReadOnlyList<OrderReport>> OpenOrdersAsync(IExecutionClient client)
    {
        var orders = await client.GetOpenOrdersAsync(CancellationToken.None);
        Assert.True(orders.IsSuccess, orders.Error?.Message);
        return orders.Value;
    }

    /// <summary>Moves the bot's stop.</summary>
    protected static Task<VenueResult<Done>> MoveAsync(IExecutionClient client, decimal price, ClientOrderId? stop = null) =>
        client.AmendStopAsync(Some.InstrumentId, stop ?? StopId, new Price(price), Size, CancellationToken.None);

    /// <summary>Cancels an order.</summary>
    protected static Task<VenueResult<Done>> CancelAsync(IExecutionClient client, ClientOrderId? order = null) =>
        client.CancelAsync(Some.InstrumentId, order ?? StopId, CancellationToken.None);

    /// <summary>The account's stream, connected.</summary>
    protected static async Task<IAsyncEnumerator<AccountEvent>> ListenAsync(IExecutionClient client)
    {
        var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
        return events;
    }

    private static async Task<string> SentAsync(IExecutionClient client, OrderRequest order)
    {
        var result = await SubmitAsync(client, order);
        Assert.True(result.IsSuccess, result.Error?.Message);
        return result.Value!;
    }
}
