using ActorBots.Simulation.Wire;

namespace ActorBots.Simulation.Bybit;

/// <summary>Settings of the simulated Bybit server.</summary>
public sealed record BybitServerSettings : WireSettings
{
    /// <summary>How long an address is answered by HTTP 403 after it broke its limit. Zero = only while it is over the limit.</summary>
    public TimeSpan AddressBan { get; init; } = TimeSpan.FromMinutes(10);

    private protected override string Owner => "bybit";

    private protected override void CheckOwn(List<string> problems) =>
        Check(problems, AddressBan >= TimeSpan.Zero, $"address-ban {AddressBan}: must be zero or more");
}
