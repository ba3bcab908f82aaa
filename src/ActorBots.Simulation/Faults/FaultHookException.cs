namespace ActorBots.Simulation.Faults;

/// <summary>The hook of a fault plan failed; the request or event that it looked at is given up.</summary>
internal sealed class FaultHookException(FaultStage stage, Exception cause) : Exception($"the fault plan's hook failed at {stage}", cause);
