using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Protocol.Serialization;

/// <summary>Every enum that is written, member by member.</summary>
internal static class Enums
{
    public static readonly EnumMap<OrderSide, Wire.OrderSide> Side = new(
        (OrderSide.Buy, Wire.OrderSide.Buy),
        (OrderSide.Sell, Wire.OrderSide.Sell));

    public static readonly EnumMap<OrderPurpose, Wire.OrderPurpose> Purpose = new(
        (OrderPurpose.Entry, Wire.OrderPurpose.Entry),
        (OrderPurpose.ProtectiveStop, Wire.OrderPurpose.ProtectiveStop),
        (OrderPurpose.Exit, Wire.OrderPurpose.Exit));

    public static readonly EnumMap<OrderStatus, Wire.OrderStatus> Status = new(
        (OrderStatus.New, Wire.OrderStatus.New),
        (OrderStatus.Untriggered, Wire.OrderStatus.Untriggered),
        (OrderStatus.Triggered, Wire.OrderStatus.Triggered),
        (OrderStatus.PartiallyFilled, Wire.OrderStatus.PartiallyFilled),
        (OrderStatus.Filled, Wire.OrderStatus.Filled),
        (OrderStatus.Cancelled, Wire.OrderStatus.Cancelled),
        (OrderStatus.Rejected, Wire.OrderStatus.Rejected));

    public static readonly EnumMap<OrderRefusal, Wire.OrderRefusal> Refusal = new(
        (OrderRefusal.Other, Wire.OrderRefusal.Other),
        (OrderRefusal.TriggerThroughPrice, Wire.OrderRefusal.TriggerThroughPrice),
        (OrderRefusal.NothingToReduce, Wire.OrderRefusal.NothingToReduce),
        (OrderRefusal.NeverArrived, Wire.OrderRefusal.NeverArrived));

    public static readonly EnumMap<FillKind, Wire.FillKind> Kind = new(
        (FillKind.Trade, Wire.FillKind.Trade),
        (FillKind.Liquidation, Wire.FillKind.Liquidation),
        (FillKind.AutoDeleveraging, Wire.FillKind.AutoDeleveraging));

    public static readonly EnumMap<CandleInterval, Wire.CandleInterval> Interval = new(
        (CandleInterval.OneMinute, Wire.CandleInterval.OneMinute),
        (CandleInterval.FiveMinutes, Wire.CandleInterval.FiveMinutes),
        (CandleInterval.FifteenMinutes, Wire.CandleInterval.FifteenMinutes),
        (CandleInterval.OneHour, Wire.CandleInterval.OneHour));

    public static readonly EnumMap<ExitReason, Wire.ExitReason> Reason = new(
        (ExitReason.Target, Wire.ExitReason.Target),
        (ExitReason.StopLoss, Wire.ExitReason.StopLoss),
        (ExitReason.TrailingStop, Wire.ExitReason.TrailingStop),
        (ExitReason.BotStopLoss, Wire.ExitReason.BotStopLoss),
        (ExitReason.Manual, Wire.ExitReason.Manual),
        (ExitReason.BotStopped, Wire.ExitReason.BotStopped),
        (ExitReason.External, Wire.ExitReason.External),
        (ExitReason.Liquidation, Wire.ExitReason.Liquidation),
        (ExitReason.Unprotectable, Wire.ExitReason.Unprotectable),
        (ExitReason.AutoDeleveraging, Wire.ExitReason.AutoDeleveraging));

    public static readonly EnumMap<AccountWish, Wire.AccountWish> Wish = new(
        (AccountWish.None, Wire.AccountWish.None),
        (AccountWish.AdoptPosition, Wire.AccountWish.AdoptPosition),
        (AccountWish.CancelForeignOrders, Wire.AccountWish.CancelForeignOrders));

    public static readonly EnumMap<BudgetVerdict, Wire.BudgetVerdict> Verdict = new(
        (BudgetVerdict.Granted, Wire.BudgetVerdict.Granted),
        (BudgetVerdict.Exceeded, Wire.BudgetVerdict.Exceeded),
        (BudgetVerdict.Unknown, Wire.BudgetVerdict.Unknown));

    public static readonly EnumMap<DesiredStatus, Wire.DesiredStatus> Desired = new(
        (DesiredStatus.None, Wire.DesiredStatus.None),
        (DesiredStatus.Running, Wire.DesiredStatus.Running),
        (DesiredStatus.Paused, Wire.DesiredStatus.Paused),
        (DesiredStatus.Stopped, Wire.DesiredStatus.Stopped));

    public static readonly EnumMap<StopMode, Wire.StopMode> Mode = new(
        (StopMode.Keep, Wire.StopMode.Keep),
        (StopMode.Close, Wire.StopMode.Close));

    public static readonly EnumMap<OrderPhase, Wire.OrderPhase> Phase = new(
        (OrderPhase.InFlight, Wire.OrderPhase.InFlight),
        (OrderPhase.Working, Wire.OrderPhase.Working));
}
