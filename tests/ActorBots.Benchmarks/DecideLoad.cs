using ActorBots.Domain.Bots;
using ActorBots.Testing.Bots;

namespace ActorBots.Benchmarks;

/// <summary>Decisions per second of a bot that holds a position and has nothing to do, against an empty switch over the same inputs.</summary>
internal static class DecideLoad
{
    public static async Task<IReadOnlyList<string>> RunAsync(bool isSmoke)
    {
        var (decisions, floors) = isSmoke ? (1_000, 10_000) : (500_000, 200_000_000);
        var bot = new BotScenario { IsChecked = false }.Holding();
        bot.Trade(89_600m).Run();
        var (state, context) = (bot.State, bot.Context);
        BotInput[] inputs = [new BotInput.Observe(), new BotInput.Pause(), new BotInput.ProtectionDue(), new BotInput.Resume()];
        var look = inputs[0];
        var sum = 0L;

        // Once unmeasured, so that the code is compiled.
        Decide(decisions / 10);
        Floor(floors / 10);
        var decided = await Figure.OfAsync("decisions, holding, nothing to do", decisions, () => Done(() => Decide(decisions)));
        var floor = await Figure.OfAsync("empty switch", floors, () => Done(() => Floor(floors)));
        return sum >= 0 ? [decided.ToString(), floor.ToString(), decided.Against(floor)] : throw new InvalidOperationException("the sum overflowed");

        void Decide(int count)
        {
            for (var i = 0; i < count; i++)
            {
                sum += BotDecider.Decide(state, look, context).Events.Length;
            }
        }

        void Floor(int count)
        {
            for (var i = 0; i < count; i++)
            {
                sum += inputs[i & 3] switch
                {
                    BotInput.Observe => 0,
                    BotInput.Pause => 1,
                    BotInput.ProtectionDue => 2,
                    _ => 3,
                };
            }
        }
    }

    private static Task Done(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}
