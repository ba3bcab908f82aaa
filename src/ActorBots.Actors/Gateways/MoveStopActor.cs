using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>Moves one resting stop. Moving is safe to repeat, so an unknown outcome is tried again, within a bound.</summary>
internal sealed class MoveStopActor : ReceiveActor, IWithTimers
{
    private const int MaxAttempts = 5;

    private readonly OrderEffort _effort;
    private readonly AccountCommand.MoveStop _move;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _attempts;

    public MoveStopActor(OrderEffort effort, AccountCommand.MoveStop move)
    {
        _effort = effort;
        _move = move;
        Receive<VenueResult<Ports.Venues.Done>>(OnResult);
        Receive<OrderEffort.AskDue>(_ => Attempt());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private ClientOrderId Id => _move.Order;

    public static Props Create(OrderEffort effort, AccountCommand.MoveStop move) => Props.Create(() => new MoveStopActor(effort, move));

    protected override void PreStart() => Attempt();

    private void Attempt()
    {
        _attempts++;
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.Client.AmendStopAsync(_move.Instrument, Id, _move.Trigger, _move.Quantity, timeout.Token)
            .PipeTo(Self, failure: e => VenueResult<Ports.Venues.Done>.Failure(OrderEffort.Broken(e)));
    }

    private void OnResult(VenueResult<Ports.Venues.Done> result)
    {
        if (result.IsSuccess)
        {
            _effort.Bots.Tell(Id.BotId, new BotInput.StopMoved(Id, _move.Trigger));
            Context.Stop(Self);
            return;
        }

        var error = result.Error;
        _log.Warning("stop {OrderId} was not moved: {Kind} {Code} {Message}", Id.Value, error.Kind, BotRouter.CodeOf(error), error.Message);
        if (error.Kind != VenueErrorKind.Final && _attempts < MaxAttempts)
        {
            Timers.StartSingleTimer(typeof(OrderEffort.AskDue), OrderEffort.AskDue.Instance, error.RetryAfter ?? _effort.Settings.AskInterval);
            return;
        }

        _effort.Bots.Tell(Id.BotId, new BotInput.StopMoveRefused(Id, BotRouter.RefusalOf(error), BotRouter.CodeOf(error), error.Message));
        if (error.Code != VenueErrorCode.TriggerThroughPrice)
        {
            Context.Parent.Tell(new ResolveOrder(_move.Instrument, Id));
        }

        Context.Stop(Self);
    }
}
