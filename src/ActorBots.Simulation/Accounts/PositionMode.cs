namespace ActorBots.Simulation.Accounts;

/// <summary>How an account holds an instrument.</summary>
public enum PositionMode
{
    /// <summary>One net position, index 0.</summary>
    OneWay = 1,

    /// <summary>A long position (index 1) and a short one (index 2) side by side.</summary>
    Hedge = 2,
}
