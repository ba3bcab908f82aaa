using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For journals that serialize: an event that cannot be is rejected before anything is sent.</summary>
public abstract class JournalRejectionContract : PersistenceContract
{
    protected JournalRejectionContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Write_UnserializableAmongOthers_IsRejectedAlone()
    {
        var client = NewClient();
        await client.StoreFiveAsync();

        var answer = await client.WriteAsync(client.One(6), client.One(7, new UnserializablePayload()), client.One(8));

        Assert.IsType<WriteMessagesSuccessful>(answer.Whole);
        Assert.Equal([typeof(WriteMessageSuccess), typeof(WriteMessageRejected), typeof(WriteMessageSuccess)], answer.Each.Select(a => a.GetType()));
        await client.AssertReplayAsync([6, 8], 8, from: 6);
    }
}
