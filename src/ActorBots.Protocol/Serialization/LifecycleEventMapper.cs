using ActorBots.Domain.Bots;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>The events of a bot's life: registration, desired state, errors, notifications.</summary>
internal static class LifecycleEventMapper
{
    public static Wire.Registered ToWire(BotEvent.Registered e) => new()
    {
        At = Write(e.At),
        Identity = ConfigMapper.ToWire(e.Identity),
        Config = ConfigMapper.ToWire(e.Config),
    };

    public static BotEvent.Registered FromWire(Wire.Registered wire) =>
        new(ConfigMapper.FromWire(wire.Identity), ConfigMapper.FromWire(wire.Config)) { At = ReadInstant(wire.At) };

    public static Wire.ConfigReloaded ToWire(BotEvent.ConfigReloaded e) => new() { At = Write(e.At), Config = ConfigMapper.ToWire(e.Config) };

    public static BotEvent.ConfigReloaded FromWire(Wire.ConfigReloaded wire) =>
        new(ConfigMapper.FromWire(wire.Config)) { At = ReadInstant(wire.At) };

    public static Wire.Started ToWire(BotEvent.Started e)
    {
        var wire = new Wire.Started { At = Write(e.At) };
        if (e.AwaitsBudget)
        {
            wire.AwaitsBudget = true;
        }

        return wire;
    }

    public static BotEvent.Started FromWire(Wire.Started wire) => new() { At = ReadInstant(wire.At), AwaitsBudget = wire.AwaitsBudget };

    public static Wire.Paused ToWire(BotEvent.Paused e) => new() { At = Write(e.At) };

    public static BotEvent.Paused FromWire(Wire.Paused wire) => new() { At = ReadInstant(wire.At) };

    public static Wire.Resumed ToWire(BotEvent.Resumed e)
    {
        var wire = new Wire.Resumed { At = Write(e.At) };
        if (e.AwaitsBudget)
        {
            wire.AwaitsBudget = true;
        }

        return wire;
    }

    public static BotEvent.Resumed FromWire(Wire.Resumed wire) => new() { At = ReadInstant(wire.At), AwaitsBudget = wire.AwaitsBudget };

    public static Wire.StopRequested ToWire(BotEvent.StopRequested e) => new()
    {
        At = Write(e.At),
        Mode = Enums.Mode.Write(e.Mode),
        Cause = Enums.Reason.Write(e.Cause),
    };

    public static BotEvent.StopRequested FromWire(Wire.StopRequested wire) =>
        new(Enums.Mode.Read(wire.Mode), Enums.Reason.Read(wire.Cause)) { At = ReadInstant(wire.At) };

    public static Wire.Stopped ToWire(BotEvent.Stopped e) => new() { At = Write(e.At) };

    public static BotEvent.Stopped FromWire(Wire.Stopped wire) => new() { At = ReadInstant(wire.At) };

    public static Wire.ErrorRaised ToWire(BotEvent.ErrorRaised e) => new()
    {
        At = Write(e.At),
        Code = e.Code,
        Message = e.Message,
        Halts = e.Halts,
    };

    public static BotEvent.ErrorRaised FromWire(Wire.ErrorRaised wire) =>
        new(wire.Code, wire.Message, wire.Halts) { At = ReadInstant(wire.At) };

    public static Wire.DegradedChanged ToWire(BotEvent.DegradedChanged e) => new()
    {
        At = Write(e.At),
        IsDegraded = e.IsDegraded,
        Reason = e.Reason,
    };

    public static BotEvent.DegradedChanged FromWire(Wire.DegradedChanged wire) =>
        new(wire.IsDegraded, wire.Reason) { At = ReadInstant(wire.At) };

    public static Wire.NotificationsSettled ToWire(BotEvent.NotificationsSettled e) => new() { At = Write(e.At), UpTo = e.UpTo };

    public static BotEvent.NotificationsSettled FromWire(Wire.NotificationsSettled wire) => new(wire.UpTo) { At = ReadInstant(wire.At) };
}
