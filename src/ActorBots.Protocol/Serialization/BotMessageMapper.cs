using ActorBots.Protocol.Bots;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>Commands and questions for a bot, and its answers.</summary>
internal static class BotMessageMapper
{
    public static Wire.StartBot ToWire(BotCommand.StartBot command) => new() { BotId = command.BotId };

    public static BotCommand.StartBot FromWire(Wire.StartBot wire) => new(wire.BotId);

    public static Wire.StopBot ToWire(BotCommand.StopBot command) => new() { BotId = command.BotId, Mode = Enums.Mode.Write(command.Mode) };

    public static BotCommand.StopBot FromWire(Wire.StopBot wire) => new(wire.BotId, Enums.Mode.Read(wire.Mode));

    public static Wire.PauseBot ToWire(BotCommand.PauseBot command) => new() { BotId = command.BotId };

    public static BotCommand.PauseBot FromWire(Wire.PauseBot wire) => new(wire.BotId);

    public static Wire.ResumeBot ToWire(BotCommand.ResumeBot command) => new() { BotId = command.BotId };

    public static BotCommand.ResumeBot FromWire(Wire.ResumeBot wire) => new(wire.BotId);

    public static Wire.ReloadConfig ToWire(BotCommand.ReloadConfig command) => new() { BotId = command.BotId };

    public static BotCommand.ReloadConfig FromWire(Wire.ReloadConfig wire) => new(wire.BotId);

    public static Wire.ClosePosition ToWire(BotCommand.ClosePosition command)
    {
        var wire = new Wire.ClosePosition { BotId = command.BotId };
        if (command.PositionId is { } position)
        {
            wire.PositionId = position;
        }

        return wire;
    }

    public static BotCommand.ClosePosition FromWire(Wire.ClosePosition wire) => new(wire.BotId, wire.HasPositionId ? wire.PositionId : null);

    public static Wire.AdoptPosition ToWire(BotCommand.AdoptPosition command) => new() { BotId = command.BotId };

    public static BotCommand.AdoptPosition FromWire(Wire.AdoptPosition wire) => new(wire.BotId);

    public static Wire.CancelForeignOrders ToWire(BotCommand.CancelForeignOrders command) => new() { BotId = command.BotId };

    public static BotCommand.CancelForeignOrders FromWire(Wire.CancelForeignOrders wire) => new(wire.BotId);

    public static Wire.CommandAccepted ToWire(CommandReply.Accepted reply) => new() { BotId = reply.BotId, Status = reply.Status };

    public static CommandReply.Accepted FromWire(Wire.CommandAccepted wire) => new(wire.BotId, wire.Status);

    public static Wire.CommandRefused ToWire(CommandReply.Refused reply) => new()
    {
        BotId = reply.BotId,
        Code = reply.Code,
        Message = reply.Message,
        Fields = { reply.Fields.Select(f => new Wire.FieldProblem { Path = f.Path, Message = f.Message }) },
    };

    public static CommandReply.Refused FromWire(Wire.CommandRefused wire) =>
        new(wire.BotId, wire.Code, wire.Message, [.. wire.Fields.Select(f => new FieldProblem(f.Path, f.Message))]);

    public static Wire.GetBot ToWire(GetBot question) => new() { BotId = question.BotId };

    public static GetBot FromWire(Wire.GetBot wire) => new(wire.BotId);

    public static Wire.BotReply ToWire(BotReply reply)
    {
        var wire = new Wire.BotReply
        {
            BotId = reply.BotId,
            Symbol = reply.Symbol,
            Status = reply.Status,
            DesiredStatus = reply.DesiredStatus,
            OpenPositions = reply.OpenPositions,
            OpenQuantity = Write(reply.OpenQuantity),
            PositionsWithoutStop = reply.PositionsWithoutStop,
            RealizedPnl = Write(reply.RealizedPnl),
            UnrealizedPnl = Write(reply.UnrealizedPnl),
            OpenCosts = Write(reply.OpenCosts),
            OpenEntryCost = Write(reply.OpenEntryCost),
            Trades = reply.Trades,
            Orders = reply.Orders,
            OutboxLength = reply.OutboxLength,
            Notifications = reply.Notifications,
            UnprotectedMsMax = reply.UnprotectedMsMax,
            LastError = reply.LastError,
        };
        if (reply.Price is { } price)
        {
            wire.Price = Write(price);
        }

        if (reply.Atr is { } atr)
        {
            wire.Atr = Write(atr);
        }

        return wire;
    }

    public static BotReply FromWire(Wire.BotReply wire) => new()
    {
        BotId = wire.BotId,
        Symbol = wire.Symbol,
        Status = wire.Status,
        DesiredStatus = wire.DesiredStatus,
        Price = wire.HasPrice ? ReadPrice(wire.Price) : null,
        Atr = wire.HasAtr ? ReadDecimal(wire.Atr) : null,
        OpenPositions = wire.OpenPositions,
        OpenQuantity = ReadQuantity(wire.OpenQuantity),
        PositionsWithoutStop = wire.PositionsWithoutStop,
        RealizedPnl = ReadMoney(wire.RealizedPnl),
        UnrealizedPnl = ReadMoney(wire.UnrealizedPnl),
        OpenCosts = ReadMoney(wire.OpenCosts),
        OpenEntryCost = ReadMoney(wire.OpenEntryCost),
        Trades = wire.Trades,
        Orders = wire.Orders,
        OutboxLength = wire.OutboxLength,
        Notifications = wire.Notifications,
        UnprotectedMsMax = wire.UnprotectedMsMax,
        LastError = wire.LastError,
    };
}
