using System.Collections.Immutable;
using ActorBots.Host.Simulated;

namespace ActorBots.Host.Commands;

/// <summary>Which venues' wires are simulated.</summary>
/// <param name="Wires">The wires, at least one.</param>
internal sealed record ExchangeChoice(ImmutableArray<SimulatedWire> Wires);
