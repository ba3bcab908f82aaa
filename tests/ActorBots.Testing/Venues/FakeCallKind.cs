namespace ActorBots.Testing.Venues;

/// <summary>What a fake client was asked.</summary>
public enum FakeCallKind
{
    Prepare = 1,
    Submit,
    Cancel,
    Amend,
    Find,
    FillsOfOrder,
    OpenOrders,
    History,
    Positions,
    Balance,
    CancelForeign,
}
