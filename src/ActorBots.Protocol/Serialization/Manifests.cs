using System.Collections.Frozen;
using ActorBots.Domain.Bots;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;

namespace ActorBots.Protocol.Serialization;

/// <summary>
/// Every type that crosses nodes or is stored, with its manifest. A manifest is a family (event, snapshot, command, question, reply, news,
/// account command), three letters and the version of its meaning. It never changes and is never used again: journals carry it.
/// </summary>
internal static class Manifests
{
    public static IReadOnlyList<WireForm> All { get; } =
    [
        WireForm.Of<BotEvent.Registered, Wire.Registered>("e.reg1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.ConfigReloaded, Wire.ConfigReloaded>("e.cfg1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.Started, Wire.Started>("e.run1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.Paused, Wire.Paused>("e.pau1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.Resumed, Wire.Resumed>("e.res1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.StopRequested, Wire.StopRequested>("e.srq1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.Stopped, Wire.Stopped>("e.stp1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.ErrorRaised, Wire.ErrorRaised>("e.err1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.DegradedChanged, Wire.DegradedChanged>("e.deg1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.NotificationsSettled, Wire.NotificationsSettled>("e.set1", LifecycleEventMapper.ToWire, LifecycleEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderIntended, Wire.OrderIntended>("e.oin1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderAccepted, Wire.OrderAccepted>("e.oac1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderRejected, Wire.OrderRejected>("e.orj1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderFilled, Wire.OrderFilled>("e.ofi1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderEndReported, Wire.OrderEndReported>("e.oer1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.OrderEnded, Wire.OrderEnded>("e.oen1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.StopMoveIntended, Wire.StopMoveIntended>("e.smi1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.StopMoveEnded, Wire.StopMoveEnded>("e.sme1", OrderEventMapper.ToWire, OrderEventMapper.FromWire),
        WireForm.Of<BotEvent.PositionOpened, Wire.PositionOpened>("e.pop1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.PositionDoubted, Wire.PositionDoubted>("e.pdo1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.PositionConfirmed, Wire.PositionConfirmed>("e.pco1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.ExitDecided, Wire.ExitDecided>("e.xde1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.ExitGivenUp, Wire.ExitGivenUp>("e.xgu1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.ReducedOutside, Wire.ReducedOutside>("e.pro1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.FundingBooked, Wire.FundingBooked>("e.fun1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.PositionClosed, Wire.PositionClosed>("e.pcl1", PositionEventMapper.ToWire, PositionEventMapper.FromWire),
        WireForm.Of<BotEvent.AccountMismatched, Wire.AccountMismatched>("e.amm1", AccountMapper.ToWire, AccountMapper.FromWire),
        WireForm.Of<BotEvent.AccountMatched, Wire.AccountMatched>("e.amt1", AccountMapper.ToWire, AccountMapper.FromWire),
        WireForm.Of<BotEvent.BudgetGranted, Wire.BudgetGranted>("e.bgr1", AccountMapper.ToWire, AccountMapper.FromWire),
        WireForm.Of<BotEvent.PositionAdopted, Wire.PositionAdopted>("e.pad1", AccountMapper.ToWire, AccountMapper.FromWire),
        WireForm.Of<BotState, Wire.BotState>("s.bot1", StateMapper.ToWire, StateMapper.FromWire),
        WireForm.Of<BotCommand.StartBot, Wire.StartBot>("c.run1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.StopBot, Wire.StopBot>("c.stp1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.PauseBot, Wire.PauseBot>("c.pau1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.ResumeBot, Wire.ResumeBot>("c.res1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.ReloadConfig, Wire.ReloadConfig>("c.cfg1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.ClosePosition, Wire.ClosePosition>("c.pcl1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.AdoptPosition, Wire.AdoptPosition>("c.adp1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotCommand.CancelForeignOrders, Wire.CancelForeignOrders>("c.cfo1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<GetBot, Wire.GetBot>("q.bot1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<BotReply, Wire.BotReply>("r.bot1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<CommandReply.Accepted, Wire.CommandAccepted>("r.acc1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<CommandReply.Refused, Wire.CommandRefused>("r.ref1", BotMessageMapper.ToWire, BotMessageMapper.FromWire),
        WireForm.Of<TellBot, Wire.TellBot>("n.tel1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountNews.Attached, Wire.Attached>("n.att1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountNews.NotAttached, Wire.NotAttached>("n.nat1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountNews.Interrupted, Wire.Interrupted>("n.int1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountNews.ReconciliationFailed, Wire.ReconciliationFailed>("n.rfa1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountNews.BudgetDecided, Wire.BudgetDecided>("n.bud1", NewsMapper.ToWire, NewsMapper.FromWire),
        WireForm.Of<AccountCommand.RequestBudget, Wire.RequestBudget>("a.bud1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Attach, Wire.Attach>("a.att1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Detach, Wire.Detach>("a.det1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.ReportHolding, Wire.ReportHolding>("a.hol1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Submit, Wire.Submit>("a.sub1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Cancel, Wire.Cancel>("a.can1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.MoveStop, Wire.MoveStop>("a.mov1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Resolve, Wire.Resolve>("a.rsv1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
        WireForm.Of<AccountCommand.Reconcile, Wire.Reconcile>("a.rec1", AccountCommandMapper.ToWire, AccountCommandMapper.FromWire),
    ];

    public static FrozenDictionary<Type, WireForm> ByType { get; } = All.ToFrozenDictionary(form => form.Type);

    public static FrozenDictionary<string, WireForm> ByManifest { get; } =
        All.ToFrozenDictionary(form => form.Manifest, StringComparer.Ordinal);
}
