namespace ActorBots.Simulation;

/// <summary>What a venue's ids look like.</summary>
public enum IdShape
{
    /// <summary>UUIDs in lower case, derived from the seed and a running number: their order says nothing.</summary>
    Uuid = 1,

    /// <summary>Decimal numbers of 19 digits that grow with each new order, execution or position.</summary>
    Number = 2,
}
