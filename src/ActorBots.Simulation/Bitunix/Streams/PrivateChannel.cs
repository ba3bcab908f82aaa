namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The private channels, as named in <c>ch</c>.</summary>
internal static class PrivateChannel
{
    public const string Order = "order";

    public const string Position = "position";

    public const string Balance = "balance";

    public const string TakeProfitStopLoss = "tpsl";

    public static IReadOnlyList<string> All { get; } = [Order, Position, Balance, TakeProfitStopLoss];
}
