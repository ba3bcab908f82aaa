using ActorBots.Actors.Notifications;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class NotifierSettingsTests
{
    [Fact]
    public void FindProblems_Defaults_AreUsable() => Assert.Empty(new NotifierSettings().FindProblems());

    [Fact]
    public void FindProblems_SeveralBadValues_AllAreNamedWithValueAndRange()
    {
        var problems = new NotifierSettings { MaxAttempts = 0, BotWindow = -3, MaxDelay = TimeSpan.Zero }.FindProblems();

        Assert.Equal(
            [
                "notifier.max-delay is 00:00:00; it must be 00:00:01 or more",
                "notifier.max-attempts is 0; it must be 1 or more",
                "notifier.bot-window is -3; it must be 1 or more",
            ],
            problems.AsEnumerable());
    }
}
