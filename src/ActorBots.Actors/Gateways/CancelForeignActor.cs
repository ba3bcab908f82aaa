using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>Asks once for the cancellation of an order that belongs to no bot. What came of it is seen by the next reading of the account.</summary>
internal sealed class CancelForeignActor : ReceiveActor
{
    private readonly OrderEffort _effort;
    private readonly OrderReport _order;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public CancelForeignActor(OrderEffort effort, OrderReport order)
    {
        _effort = effort;
        _order = order;
        Receive<VenueResult<Ports.Venues.Done>>(OnResult);
    }

    public static Props Create(OrderEffort effort, OrderReport order) => Props.Create(() => new CancelForeignActor(effort, order));

    protected override void PreStart()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.Client.CancelForeignAsync(_order, timeout.Token)
            .PipeTo(Self, failure: e => VenueResult<Ports.Venues.Done>.Failure(OrderEffort.Broken(e)));
    }

    private void OnResult(VenueResult<Ports.Venues.Done> result)
    {
        if (result.IsSuccess)
        {
            _log.Info("foreign order {VenueOrderId} on {Symbol} is cancelled by command", _order.VenueOrderId, _order.Instrument);
        }
        else
        {
            _log.Warning(
                "foreign order {VenueOrderId} on {Symbol} was not cancelled: {Code} {Message}",
                _order.VenueOrderId, _order.Instrument, BotRouter.CodeOf(result.Error), result.Error.Message);
        }

        Context.Stop(Self);
    }
}
