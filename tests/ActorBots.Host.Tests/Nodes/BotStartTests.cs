using ActorBots.Host.Nodes;
using ActorBots.Protocol.Bots;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorBots.Host.Tests.Nodes;

/// <summary>Starting a bot whose first recovery fails, because the store stands still at that moment.</summary>
public sealed class BotStartTests : TestKit
{
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task AskAsync_FirstMessageIsLost_AsksAgain()
    {
        var reply = BotStart.AskAsync(TestActor, "bot-1", Attempt, TimeSpan.FromSeconds(30), CancellationToken.None);

        await ExpectMsgAsync(new BotCommand.StartBot("bot-1"), TimeSpan.FromSeconds(10));
        await ExpectMsgAsync(new BotCommand.StartBot("bot-1"), TimeSpan.FromSeconds(10));
        LastSender.Tell(new CommandReply.Accepted("bot-1", "RUNNING"));

        Assert.IsType<CommandReply.Accepted>(await reply);
    }

    [Fact]
    public async Task AskAsync_NobodyAnswers_GivesUpAfterItsPatience() => await Assert.ThrowsAsync<AskTimeoutException>(
        () => BotStart.AskAsync(Sys.DeadLetters, "bot-1", Attempt, Attempt, CancellationToken.None));
}
