namespace ActorBots.Host.Simulated;

/// <summary>How a node reaches a simulated venue.</summary>
/// <param name="Address">Where its server answers.</param>
/// <param name="ReferenceInstrument">A busy instrument of it.</param>
internal sealed record SimulatedGatewayOptions(Uri Address, string ReferenceInstrument)
{
    /// <summary>How long a request may travel before the venue refuses it; shorter than <see cref="SettlingTime"/>.</summary>
    public TimeSpan ReceiveWindow => TimeSpan.FromTicks(Math.Min(LongestWindow.Ticks, (SettlingTime - WindowMargin).Ticks));

    /// <summary>What its rate limits are multiplied by, 1 or more.</summary>
    public int RateFactor { get; init; } = 1;

    /// <summary>How long its "no such order" may be wrong; more than a second.</summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long an instrument may be silent before its data count as stale.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(30);

    private static TimeSpan LongestWindow => TimeSpan.FromSeconds(5);

    private static TimeSpan WindowMargin => TimeSpan.FromMilliseconds(500);
}
