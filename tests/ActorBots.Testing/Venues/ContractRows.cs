using ActorBots.Simulation.Accounts;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>Rows that cases of several contracts run through.</summary>
public static class ContractRows
{
    /// <summary>Every fault of a request.</summary>
    public static TheoryData<RequestFault> AllFaults { get; } = new(Enum.GetValues<RequestFault>());

    /// <summary>The faults after which the client itself cannot know what became of the request.</summary>
    public static TheoryData<RequestFault> Unknowable { get; } = new(
        RequestFault.AnswerDropped, RequestFault.RequestDropped, RequestFault.ErrorBefore, RequestFault.ErrorAfter, RequestFault.AnswerLate);

    /// <summary>Each position mode with the other.</summary>
    public static TheoryData<PositionMode, PositionMode> Flips { get; } = new()
    {
        { PositionMode.OneWay, PositionMode.Hedge },
        { PositionMode.Hedge, PositionMode.OneWay },
    };
}
