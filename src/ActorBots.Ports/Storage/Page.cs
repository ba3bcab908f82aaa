using System.Collections.Immutable;

namespace ActorBots.Ports.Storage;

/// <summary>A part of a long list.</summary>
/// <typeparam name="T">The rows' type.</typeparam>
/// <param name="Items">The rows of this page, in the list's order.</param>
/// <param name="Next">What to pass to get the next page; absent on the last one.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);
