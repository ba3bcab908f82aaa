namespace ActorBots.Simulation.Orders;

/// <summary>Why a request was refused, with what a wire needs to word it.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Field">The name of the ticket's or request's field at fault, as spelled in the record; empty when none.</param>
/// <param name="Value">The value given.</param>
/// <param name="Limit">The bound that it broke: minimum, maximum, step, cap, or the free margin.</param>
/// <param name="Reference">The market price that it was compared with, or the amount needed.</param>
/// <param name="Source">For triggers: which price it was compared with.</param>
public sealed record Refusal(
    RefusalCode Code,
    string Field = "",
    decimal? Value = null,
    decimal? Limit = null,
    decimal? Reference = null,
    PriceSource? Source = null);
