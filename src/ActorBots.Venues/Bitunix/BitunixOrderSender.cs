using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Places, moves and cancels orders: market orders by our id, stops by the venue's.</summary>
/// <param name="link">What all clients share.</param>
/// <param name="api">The account's REST calls.</param>
/// <param name="queries">Positions and mode.</param>
/// <param name="finder">Looks stops up.</param>
/// <param name="state">What is known of the account.</param>
internal sealed class BitunixOrderSender(
    BitunixLink link, BitunixRestApi api, BitunixAccountQueries queries, BitunixOrderFinder finder, BitunixAccountState state)
{
    /// <summary>
    /// Places a market order. Refused for the position mode, or because the position's id is of yesterday, it had no effect and goes out once
    /// more in the right way, under the same id.
    /// </summary>
    public async Task<VenueResult<string>> PlaceAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var priority = RequestPriorities.Of(request.Purpose);
        var mode = await ModeAsync(priority, cancellationToken);
        if (mode.Error is { } unknown)
        {
            return VenueResult<string>.Failure(unknown);
        }

        var (sent, positionId) = await PlaceInAsync(request, mode.Value, priority, cancellationToken);
        if (sent.Error is not { } refusal || !BitunixErrors.MayBeModeMismatch(refusal))
        {
            return sent;
        }

        var present = await queries.ReadModeAsync(priority, cancellationToken);
        if (!present.IsSuccess)
        {
            return sent;
        }

        if (present.Value != mode.Value)
        {
            Log.ModeChanged(link.Logger, link.Name, present.Value.ToString(), request.ClientOrderId.Value);
            return (await PlaceInAsync(request, present.Value, priority, cancellationToken)).Result;
        }

        return await IsAnotherPositionAsync(request, refusal, positionId, cancellationToken)
            ? (await PlaceInAsync(request, present.Value, priority, cancellationToken)).Result
            : sent;
    }

    /// <summary>Places a stop of its own quantity.</summary>
    public async Task<VenueResult<string>> PlaceStopAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var order = request.ClientOrderId;
        state.Stops.Intend(order, request.Instrument, request.Quantity, request.TriggerPrice!.Value, link.Present.Of(request.Instrument));
        var result = await NameCapAsync(request, await TryPlaceStopAsync(request, cancellationToken), cancellationToken);
        if (result.IsSuccess)
        {
            state.Stops.Acknowledge(order, result.Value!);
        }
        else if (result.Error.Kind == VenueErrorKind.Ambiguous)
        {
            state.Stops.Lose(order);
        }
        else
        {
            state.Stops.Withdraw(order);
        }

        return result;
    }

    /// <summary>Moves a stop. Refused although it is already there, it is a success.</summary>
    public async Task<VenueResult<Done>> MoveStopAsync(
        InstrumentId instrument, ClientOrderId order, Price trigger, Quantity quantity, CancellationToken cancellationToken)
    {
        var id = await StopIdAsync(order, RequestPriority.ProtectiveStop, cancellationToken);
        if (id.Error is { } error)
        {
            return VenueResult<Done>.Failure(error);
        }

        var body = new BitunixStopOrder
        {
            OrderId = id.Value,
            SlPrice = WireNumber.Format(trigger.Value),
            SlQty = WireNumber.Format(quantity.Value),
        };
        var result = await PostAsync(
            BitunixPaths.ModifyStop, body, BitunixJson.Default.BitunixStopOrder, BitunixJson.Default.AckReply, RequestPriority.ProtectiveStop, cancellationToken);
        if (result.Error is { } refusal && !await IsThereAsync(order, trigger, quantity, refusal, cancellationToken))
        {
            return VenueResult<Done>.Failure(refusal);
        }

        var moved = result.Value?.First?.OrderId;
        state.Stops.Moved(order, string.IsNullOrEmpty(moved) ? id.Value! : moved, quantity, trigger);
        return VenueResult<Done>.Success(Done.Instance);
    }

    /// <summary>Cancels a stop.</summary>
    public async Task<VenueResult<Done>> CancelStopAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        var id = await StopIdAsync(order, RequestPriority.Exit, cancellationToken);
        if (id.Error is { } error)
        {
            return VenueResult<Done>.Failure(error);
        }

        return await CancelStopAsync(instrument, id.Value!, cancellationToken);
    }

    /// <summary>Cancels an order that is not ours: one with a trigger price is a stop, which is another kind of call.</summary>
    public Task<VenueResult<Done>> CancelForeignAsync(OrderReport order, CancellationToken cancellationToken) => order.TriggerPrice is not null
        ? CancelStopAsync(order.Instrument, order.VenueOrderId, cancellationToken)
        : CancelAsync(order.Instrument, new BitunixCancelled { OrderId = order.VenueOrderId }, cancellationToken);

    /// <summary>Cancels a market order. The answer is a success whatever became of the order; its lists tell.</summary>
    public Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        CancelAsync(instrument, new BitunixCancelled { ClientId = order.Value }, cancellationToken);

    private async Task<VenueResult<Done>> CancelStopAsync(InstrumentId instrument, string stopId, CancellationToken cancellationToken)
    {
        var body = new BitunixCancelStop { Symbol = instrument.Symbol, OrderId = stopId };
        var result = await PostAsync(
            BitunixPaths.CancelStop, body, BitunixJson.Default.BitunixCancelStop, BitunixJson.Default.NothingReply, RequestPriority.Exit, cancellationToken);
        return result.Error is { } refusal ? VenueResult<Done>.Failure(refusal) : VenueResult<Done>.Success(Done.Instance);
    }

    private async Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, BitunixCancelled order, CancellationToken cancellationToken)
    {
        var name = order.ClientId ?? order.OrderId;
        var body = new BitunixCancelOrders { Symbol = instrument.Symbol, OrderList = [order] };
        var result = await PostAsync(
            BitunixPaths.CancelOrders, body, BitunixJson.Default.BitunixCancelOrders, BitunixJson.Default.OutcomesReply, RequestPriority.Exit, cancellationToken);
        if (result.Error is { } error)
        {
            return VenueResult<Done>.Failure(error);
        }

        if (result.Value?.FailureList is [var failure, ..])
        {
            return VenueResult<Done>.Failure(WireNumber.TryParse(failure.ErrorCode) is { } code
                ? BitunixErrors.FromCode((int)code, failure.ErrorMsg ?? string.Empty, CallEffect.Order)
                : RestErrors.FromGarbage($"order {name} was not cancelled: '{failure.ErrorCode}' {failure.ErrorMsg}", CallEffect.Order));
        }

        return result.Value?.SuccessList is { Count: > 0 }
            ? VenueResult<Done>.Success(Done.Instance)
            : VenueResult<Done>.Failure(RestErrors.FromGarbage($"nothing was said of order {name}", CallEffect.Order));
    }

    private static VenueError NothingHeld(InstrumentId instrument) => new(
        VenueErrorKind.Final, VenueErrorCode.NothingToReduce, RestErrors.Local, $"the venue shows no position in {instrument} that could be reduced");

    private static VenueError NoSuchStop(ClientOrderId order) => new(
        VenueErrorKind.Final, VenueErrorCode.OrderNotFound, RestErrors.Local, $"the venue shows no waiting stop that is {order}");

    private async Task<(VenueResult<string> Result, string? PositionId)> PlaceInAsync(
        OrderRequest request, BitunixPositionMode mode, RequestPriority priority, CancellationToken cancellationToken)
    {
        string? positionId = null;
        if (request.ReduceOnly && mode == BitunixPositionMode.Hedge)
        {
            var position = await PositionIdAsync(request, cancellationToken);
            if (position.Error is { } error)
            {
                return (VenueResult<string>.Failure(error), null);
            }

            positionId = position.Value;
        }

        var body = BitunixOrderBodies.ToOrder(request, mode, positionId);
        var result = await PostAsync(
            BitunixPaths.PlaceOrder, body, BitunixJson.Default.BitunixPlaceOrder, BitunixJson.Default.AckReply, priority, cancellationToken);
        var sent = AckOf(result);
        if (sent.IsSuccess)
        {
            state.Orders.Note(sent.Value!, request.ClientOrderId);
        }

        return (sent, positionId);
    }

    private async Task<VenueResult<string>> TryPlaceStopAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var position = await PositionIdAsync(request, cancellationToken);
            if (position.Error is { } error)
            {
                return VenueResult<string>.Failure(error);
            }

            var result = await PostAsync(
                BitunixPaths.PlaceStop,
                BitunixOrderBodies.ToStop(request, position.Value!),
                BitunixJson.Default.BitunixStopOrder,
                BitunixJson.Default.AckReply,
                RequestPriority.ProtectiveStop,
                cancellationToken);
            if (attempt > 1 || result.Error is not { } refusal || !await IsAnotherPositionAsync(request, refusal, position.Value, cancellationToken))
            {
                return AckOf(result);
            }
        }
    }

    /// <summary>How the venue refuses a stop too many is not documented, so an unspecific refusal is explained by counting.</summary>
    private async Task<VenueResult<string>> NameCapAsync(OrderRequest request, VenueResult<string> result, CancellationToken cancellationToken)
    {
        if (result.Error is not { Kind: VenueErrorKind.Final, Code: VenueErrorCode.Other } refusal)
        {
            return result;
        }

        var waiting = await finder.CountWaitingAsync(request.Instrument, cancellationToken);
        return waiting.IsSuccess && waiting.Value >= link.Settings.MaxStopsPerPosition
            ? VenueResult<string>.Failure(refusal with { Code = VenueErrorCode.TooManyOrders })
            : result;
    }

    /// <summary>The id of the position that an order reduces, read when it is not known.</summary>
    private async Task<VenueResult<string>> PositionIdAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var isLong = BitunixOrderBodies.ReducesLong(request);
        if (state.Positions.IdOf(request.Instrument, isLong) is { } known)
        {
            return VenueResult<string>.Success(known);
        }

        var legs = await queries.ReadLegsAsync(request.Instrument, RequestPriorities.Of(request.Purpose), cancellationToken);
        return legs.Error is { } error ? VenueResult<string>.Failure(error)
            : state.Positions.IdOf(request.Instrument, isLong) is { } read ? VenueResult<string>.Success(read)
            : VenueResult<string>.Failure(NothingHeld(request.Instrument));
    }

    /// <summary>Whether a position was closed and opened anew, so that its id changed since we learned it.</summary>
    private async Task<bool> IsAnotherPositionAsync(
        OrderRequest request, VenueError refusal, string? positionId, CancellationToken cancellationToken)
    {
        if (positionId is null || refusal.Code != VenueErrorCode.NothingToReduce)
        {
            return false;
        }

        var legs = await queries.ReadLegsAsync(request.Instrument, RequestPriorities.Of(request.Purpose), cancellationToken);
        return legs.IsSuccess
            && state.Positions.IdOf(request.Instrument, BitunixOrderBodies.ReducesLong(request)) is { } present
            && present != positionId;
    }

    private async Task<VenueResult<BitunixPositionMode>> ModeAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        state.Positions.Mode is { } known
            ? VenueResult<BitunixPositionMode>.Success(known)
            : await queries.ReadModeAsync(priority, cancellationToken);

    private async Task<VenueResult<string>> StopIdAsync(ClientOrderId order, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (state.Stops.ClaimOf(order) is { StopId.Length: > 0 } claim)
        {
            return VenueResult<string>.Success(claim.StopId);
        }

        var found = await finder.FindWaitingAsync(order, priority, cancellationToken);
        return found.Error is { } error ? VenueResult<string>.Failure(error)
            : found.Value is { } row ? VenueResult<string>.Success(row.Id)
            : VenueResult<string>.Failure(NoSuchStop(order));
    }

    /// <summary>What the venue answers to a move that changes nothing is not documented, so a refusal is checked against the stop itself.</summary>
    private async Task<bool> IsThereAsync(
        ClientOrderId order, Price trigger, Quantity quantity, VenueError refusal, CancellationToken cancellationToken)
    {
        if (refusal.Kind != VenueErrorKind.Final || refusal.Code is VenueErrorCode.TriggerThroughPrice or VenueErrorCode.Unauthorized)
        {
            return false;
        }

        var found = await finder.FindWaitingAsync(order, RequestPriority.ProtectiveStop, cancellationToken);
        return found.IsSuccess && found.Value is { } row && row.Trigger == trigger && row.Quantity == quantity;
    }

    private static VenueResult<string> AckOf(VenueResult<BitunixRows<BitunixOrderAck>> result) =>
        result.Error is { } error ? VenueResult<string>.Failure(error)
        : result.Value?.First?.OrderId is { Length: > 0 } id ? VenueResult<string>.Success(id)
        : VenueResult<string>.Failure(RestErrors.FromGarbage("the acknowledgement has no orderId", CallEffect.Order));

    private Task<VenueResult<TReply>> PostAsync<TBody, TReply>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> shape,
        JsonTypeInfo<BitunixReply<TReply>> reply,
        RequestPriority priority,
        CancellationToken cancellationToken)
        where TReply : class =>
        api.SendAsync(RestCall.Post(path, JsonSerializer.SerializeToUtf8Bytes(body, shape), priority, CallEffect.Order), reply, cancellationToken);
}
