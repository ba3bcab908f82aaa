using System.Collections.Immutable;
using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>What a journal says to a write.</summary>
/// <param name="Whole">For the whole call.</param>
/// <param name="Each">For each event.</param>
public sealed record JournalAnswer(object Whole, ImmutableArray<object> Each)
{
    public void AssertStored()
    {
        Assert.IsType<WriteMessagesSuccessful>(Whole);
        Assert.All(Each, e => Assert.IsType<WriteMessageSuccess>(e));
    }

    /// <summary>Failed as a whole: each event's actor stops.</summary>
    /// <returns>The cause.</returns>
    public Exception AssertFailed()
    {
        var failed = Assert.IsType<WriteMessagesFailed>(Whole);
        Assert.All(Each, e => Assert.IsType<WriteMessageFailure>(e));
        return failed.Cause;
    }
}
