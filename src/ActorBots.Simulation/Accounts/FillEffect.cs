namespace ActorBots.Simulation.Accounts;

/// <summary>What a fill did to a position.</summary>
/// <param name="Closed">Quantity that closed.</param>
/// <param name="Opened">Quantity that opened.</param>
/// <param name="Gross">Result of the close before fees.</param>
/// <param name="EntryValue">Cost of what was closed.</param>
/// <param name="ExitValue">Value of the close.</param>
/// <param name="OpenFee">Opening fees of what was closed.</param>
/// <param name="CloseFee">Fee of the close.</param>
internal sealed record FillEffect(
    decimal Closed, decimal Opened, decimal Gross, decimal EntryValue, decimal ExitValue, decimal OpenFee, decimal CloseFee)
{
    /// <summary>Net result of the close, as a closing order reports it.</summary>
    public decimal Net => Gross - OpenFee - CloseFee;

    public static FillEffect Opening(decimal quantity) => new(0m, quantity, 0m, 0m, 0m, 0m, 0m);
}
