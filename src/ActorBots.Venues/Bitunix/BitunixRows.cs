namespace ActorBots.Venues.Bitunix;

/// <summary>Rows of an answer or push, which the venue sends as a list or as one object.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="All">In the order in which they came.</param>
internal sealed record BitunixRows<T>(IReadOnlyList<T> All)
    where T : class
{
    /// <summary>The only row that is expected; nothing when there is none.</summary>
    public T? First => All.Count == 0 ? null : All[0];
}
