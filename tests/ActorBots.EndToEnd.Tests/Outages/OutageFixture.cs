using ActorBots.EndToEnd.Tests.Crashes;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;

namespace ActorBots.EndToEnd.Tests.Outages;

/// <summary>Starts all outages at once, because most of their time is waiting, and the undisturbed rounds that they are compared with.</summary>
public sealed class OutageFixture : IAsyncLifetime
{
    /// <summary>Long enough that a write which hangs from its beginning is still answered in time when it ends.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(4);

    /// <summary>Longer than any write may take: the bot stops and must come back.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(25);

    private readonly MongoFixture _mongo = new();
    private readonly Dictionary<string, Task<string>> _outcomes = new(StringComparer.Ordinal);

    /// <summary>What came of an outage: <c>same books</c>, or what is different.</summary>
    internal Task<string> OutcomeOf(string outage) => _outcomes[outage];

    public async Task InitializeAsync()
    {
        await _mongo.InitializeAsync();
        var target = PlayAsync(Round.Target, (_, _) => Task.CompletedTask);
        var stop = PlayAsync(Round.Stop, (_, _) => Task.CompletedTask);
        await Task.WhenAll(target, stop);
        Add("silent for seconds when the bot wants to enter", target, Round.Target, WhenEntering(LinkFault.BlackHole, Short));
        Add("gone for long when the bot wants to enter", target, Round.Target, WhenEntering(LinkFault.Refused, Long));
        Add("gone while the stop fires", stop, Round.Stop, WhileTheStopFires);
        Add("slow all the time", target, Round.Target, (lane, tick) => tick == 0 ? lane.Link.SetAsync(LinkFault.Slow(TimeSpan.FromMilliseconds(100))) : Task.CompletedTask);
        Add("every connection cut at every tick", target, Round.Target, (lane, _) => lane.Link.CutAllAsync());
        _outcomes["without a primary when the bot wants to enter"] = CompareAsync(target, PlayStepDownAsync());
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_outcomes.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        await _mongo.DisposeAsync();
    }

    /// <summary>While the store is away nothing may leave; afterwards the bot enters, because the price is still where it wants it.</summary>
    private static Func<OutageLane, int, Task> WhenEntering(LinkFault fault, TimeSpan duration) => async (lane, tick) =>
    {
        if (tick == Round.EntryTick - 1)
        {
            await lane.Link.SetAsync(fault);
        }

        if (tick == Round.EntryTick)
        {
            await HoldsAsync(duration, () => lane.Orders == 0, "an order left although its intent could not be stored");
            await lane.Link.HealAsync();
        }
    };

    /// <summary>The stop rests on the venue, which needs no store of ours; the deeper dip is bought only when the store is back.</summary>
    private static async Task WhileTheStopFires(OutageLane lane, int tick)
    {
        if (tick == Round.StopTick - 1)
        {
            await lane.Link.SetAsync(LinkFault.Refused);
        }

        if (tick != Round.StopTick)
        {
            return;
        }

        await Eventually.HoldsAsync("a stop that fired", Short, () => lane.OpenPositions == 0);
        var orders = lane.Orders;
        await HoldsAsync(Short, () => lane.Orders == orders, "an order left although its intent could not be stored");
        await lane.Link.HealAsync();
    }

    /// <summary>On a server of its own, because a step-down concerns everybody.</summary>
    private static async Task<RoundResult> PlayStepDownAsync()
    {
        await using var server = await MongoServerProcess.StartAsync(new MongoServerOptions(), CancellationToken.None);
        var database = new MongoSettings { ConnectionString = server.ConnectionString, Database = "actorbots" };
        return await OutageLane.PlayAsync(
            database,
            Round.Target,
            async (_, tick) =>
            {
                if (tick == Round.EntryTick - 1)
                {
                    await server.StepDownAsync(Short, CancellationToken.None);
                }
            },
            followsTopology: true);
    }

    private static async Task HoldsAsync(TimeSpan duration, Func<bool> holds, string otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < duration)
        {
            Assert.True(holds(), otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private void Add(string outage, Task<RoundResult> reference, Round round, Func<OutageLane, int, Task> disturb) =>
        _outcomes[outage] = CompareAsync(reference, PlayAsync(round, disturb));

    private static async Task<string> CompareAsync(Task<RoundResult> reference, Task<RoundResult> disturbed)
    {
        var differences = (await disturbed).DifferencesFrom(await reference);
        return differences.Count == 0 ? "same books" : string.Join("; ", differences);
    }

    private Task<RoundResult> PlayAsync(Round round, Func<OutageLane, int, Task> disturb)
    {
        var database = new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _mongo.NewDatabaseName() };
        return OutageLane.PlayAsync(database, round, disturb);
    }
}
