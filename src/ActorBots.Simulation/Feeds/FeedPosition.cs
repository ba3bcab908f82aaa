namespace ActorBots.Simulation.Feeds;

/// <summary>How much of a feed was published.</summary>
/// <param name="Source">Index of the present source row.</param>
/// <param name="Step">Ticks of that row that were published.</param>
internal readonly record struct FeedPosition(long Source, int Step) : IComparable<FeedPosition>
{
    public int CompareTo(FeedPosition other) => Source != other.Source ? Source.CompareTo(other.Source) : Step.CompareTo(other.Step);
}
