using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>
/// A client's user who keeps the laws: an unknown outcome is asked for, never repeated blindly; the same order goes again, under the same id,
/// only after a refusal without effect or the venue's clear "no such order". Gives up after <see cref="Streams.Limit"/>.
/// </summary>
/// <param name="client">The client under test.</param>
internal sealed class CarefulBot(IExecutionClient client)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>Sends an order once, telling the client of it before and after.</summary>
    public static async Task<VenueResult<string>> SubmitAsync(IExecutionClient client, OrderRequest order)
    {
        client.Recognise([TraceOf(order)]);
        var result = await client.SubmitAsync(Some.Approved(order), CancellationToken.None);
        if (result.IsSuccess)
        {
            client.Recognise([TraceOf(order) with { VenueOrderId = result.Value! }]);
        }

        return result;
    }

    /// <summary>What a bot knows of an order that it intends.</summary>
    public static OrderTrace TraceOf(OrderRequest order) => new()
    {
        ClientOrderId = order.ClientOrderId,
        Instrument = order.Instrument,
        Quantity = order.Quantity,
        TriggerPrice = order.TriggerPrice,
        IntendedAt = VenueStage.Start,
    };

    /// <summary>Brings an order to the venue.</summary>
    /// <returns>The order as the venue knows it.</returns>
    public async Task<OrderReport> EnsureAsync(OrderRequest order)
    {
        while (true)
        {
            var result = await SubmitAsync(client, order);
            if (await LookUpAsync(order, until: r => r is not null, untilSettled: !result.IsSuccess) is { } found)
            {
                return found;
            }

            await RestAsync(result.Error);
        }
    }

    /// <summary>Moves a stop.</summary>
    public async Task EnsureMovedAsync(OrderRequest stop, Price price)
    {
        while (true)
        {
            var result = await client.AmendStopAsync(stop.Instrument, stop.ClientOrderId, price, stop.Quantity, CancellationToken.None);
            var found = await LookUpAsync(stop, until: r => r?.TriggerPrice == price, untilSettled: !result.IsSuccess);
            if (found?.TriggerPrice == price)
            {
                return;
            }

            await RestAsync(result.Error);
        }
    }

    /// <summary>Cancels a stop and confirms its end.</summary>
    public async Task EnsureCancelledAsync(OrderRequest stop)
    {
        while (true)
        {
            var result = await client.CancelAsync(stop.Instrument, stop.ClientOrderId, CancellationToken.None);
            var found = await LookUpAsync(stop, until: r => r is null || r.Status.IsTerminal(), untilSettled: !result.IsSuccess);
            if (found is null || found.Status.IsTerminal())
            {
                return;
            }

            await RestAsync(result.Error);
        }
    }

    /// <summary>Asks again and again until an order has ended.</summary>
    public async Task<OrderReport> UntilEndedAsync(OrderRequest order) =>
        (await LookUpAsync(order, until: r => r is not null && r.Status.IsTerminal(), untilSettled: false))!;

    /// <summary>Asks for an order until a condition holds, or else until the venue's answer is settled.</summary>
    private async Task<OrderReport?> LookUpAsync(OrderRequest order, Func<OrderReport?, bool> until, bool untilSettled)
    {
        var asked = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await client.FindOrderAsync(order.Instrument, order.ClientOrderId, CancellationToken.None);
            var settled = untilSettled && TimeProvider.System.GetElapsedTime(asked) > client.Capabilities.SettlingTime;
            if (found.IsSuccess && (until(found.Value) || settled))
            {
                return found.Value;
            }

            await RestAsync(found.Error);
        }
    }

    private async Task RestAsync(VenueError? why)
    {
        Assert.True(TimeProvider.System.GetElapsedTime(_started) < Streams.Limit, $"the bot did not get through: {why?.Message ?? "no error"}");
        await Task.Delay(Pause);
    }
}
