using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Sends one order once and ends with a clear outcome: acknowledged, refused, or handed over to be resolved. It never sends again by itself.
/// </summary>
internal sealed class SubmitActor : ReceiveActor, IWithTimers
{
    private readonly OrderEffort _effort;
    private readonly RiskApproved<OrderRequest> _order;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private VenueError? _notExecuted;

    public SubmitActor(OrderEffort effort, RiskApproved<OrderRequest> order)
    {
        _effort = effort;
        _order = order;
        Receive<VenueResult<string>>(OnResult);
        Receive<OrderEffort.AskDue>(_ => Refuse(_notExecuted!));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private ClientOrderId Id => _order.Value.ClientOrderId;

    public static Props Create(OrderEffort effort, RiskApproved<OrderRequest> order) => Props.Create(() => new SubmitActor(effort, order));

    protected override void PreStart()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.Client.SubmitAsync(_order, timeout.Token)
            .PipeTo(Self, failure: e => VenueResult<string>.Failure(OrderEffort.Broken(e)));
    }

    private void OnResult(VenueResult<string> result)
    {
        if (result.IsSuccess)
        {
            _effort.Bots.Tell(Id.BotId, new BotInput.Acknowledged(Id, result.Value!));
            Context.Stop(Self);
            return;
        }

        var error = result.Error;
        _log.Warning("order {OrderId} was not acknowledged: {Kind} {Code} {Message}", Id.Value, error.Kind, BotRouter.CodeOf(error), error.Message);
        if (error.Kind == VenueErrorKind.Ambiguous || error.Code == VenueErrorCode.DuplicateClientOrderId)
        {
            Context.Parent.Tell(new ResolveOrder(_order.Value.Instrument, Id));
            Context.Stop(Self);
        }
        else if (error.Kind == VenueErrorKind.Retryable)
        {
            _notExecuted = error;
            Timers.StartSingleTimer(typeof(OrderEffort.AskDue), OrderEffort.AskDue.Instance, error.RetryAfter ?? _effort.Settings.ResendDelay);
        }
        else
        {
            Refuse(error);
        }
    }

    private void Refuse(VenueError error)
    {
        Context.Parent.Tell(new OrderGone(_order.Value.Instrument, Id));
        _effort.Bots.Tell(Id.BotId, new BotInput.Refused(Id, BotRouter.RefusalOf(error), BotRouter.CodeOf(error), error.Message));
        Context.Stop(Self);
    }
}
