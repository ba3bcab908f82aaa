using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Asks for one cancellation and sees it through: a refused or unanswered wish is followed by a look at the order, because an order that
/// cannot be cancelled may have been filled.
/// </summary>
internal sealed class CancelActor : ReceiveActor, IWithTimers
{
    private readonly OrderEffort _effort;
    private readonly InstrumentId _instrument;
    private readonly ClientOrderId _order;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public CancelActor(OrderEffort effort, InstrumentId instrument, ClientOrderId order)
    {
        _effort = effort;
        _instrument = instrument;
        _order = order;
        Receive<VenueResult<Ports.Venues.Done>>(OnResult);
        Receive<OrderEffort.AskDue>(_ => Resolve());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(OrderEffort effort, InstrumentId instrument, ClientOrderId order) =>
        Props.Create(() => new CancelActor(effort, instrument, order));

    protected override void PreStart()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.Client.CancelAsync(_instrument, _order, timeout.Token)
            .PipeTo(Self, failure: e => VenueResult<Ports.Venues.Done>.Failure(OrderEffort.Broken(e)));
    }

    private void OnResult(VenueResult<Ports.Venues.Done> result)
    {
        if (result.IsSuccess)
        {
            // The end comes by the stream; the look afterwards is for a stream that lost it.
            Timers.StartSingleTimer(typeof(OrderEffort.AskDue), OrderEffort.AskDue.Instance, _effort.Settings.AskInterval);
            return;
        }

        _log.Info("order {OrderId} was not cancelled: {Code} {Message}", _order.Value, BotRouter.CodeOf(result.Error), result.Error.Message);
        Resolve();
    }

    private void Resolve()
    {
        Context.Parent.Tell(new ResolveOrder(_instrument, _order));
        Context.Stop(Self);
    }
}
