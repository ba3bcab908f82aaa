using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using Akka.Actor;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Asks the venue about one order until the answer is clear, then tells the bot and ends. An error is never an answer, and "no such order"
/// counts only once the settling time has passed since this actor began to ask, however long ago the order was sent.
/// </summary>
internal sealed class ResolveActor : ReceiveActor, IWithTimers
{
    private readonly OrderEffort _effort;
    private readonly InstrumentId _instrument;
    private readonly ClientOrderId _order;
    private readonly long _startedAt;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ResolveActor(OrderEffort effort, InstrumentId instrument, ClientOrderId order)
    {
        _effort = effort;
        _instrument = instrument;
        _order = order;
        _startedAt = effort.Time.GetTimestamp();
        Receive<OrderFinding>(OnFinding);
        Receive<OrderEffort.AskDue>(_ => Ask());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(OrderEffort effort, InstrumentId instrument, ClientOrderId order) =>
        Props.Create(() => new ResolveActor(effort, instrument, order));

    protected override void PreStart() => Ask();

    private void Ask()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.FindAsync(_instrument, _order, timeout.Token).PipeTo(Self, failure: e => new OrderFinding(null, [], OrderEffort.Broken(e)));
    }

    private void OnFinding(OrderFinding finding)
    {
        if (finding.Error is { } error)
        {
            _log.Warning("order {OrderId} cannot be looked up yet: {Code} {Message}", _order.Value, BotRouter.CodeOf(error), error.Message);
        }
        else if (finding.Report is { } report)
        {
            Context.Parent.Tell(report);
            _effort.Bots.Tell(report, finding.Fills);
            Context.Stop(Self);
            return;
        }
        else if (_effort.Time.GetElapsedTime(_startedAt) >= _effort.Client.Capabilities.SettlingTime)
        {
            Context.Parent.Tell(new OrderGone(_instrument, _order));
            _log.Warning("order {OrderId} never reached the venue", _order.Value);
            _effort.Bots.Tell(_order.BotId, new BotInput.Refused(_order, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "the venue never got the order"));
            Context.Stop(Self);
            return;
        }

        Timers.StartSingleTimer(typeof(OrderEffort.AskDue), OrderEffort.AskDue.Instance, _effort.Settings.AskInterval);
    }
}
