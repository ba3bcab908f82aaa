using System.Globalization;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Coordination;

namespace ActorBots.LeaseHolder;

/// <summary>
/// A process that holds a lease, for tests that stop, kill and cut it. Arguments: connection string of the lease, that of the witness,
/// database, lease, owner, heartbeat-timeout, heartbeat-interval, lease-operation-timeout (HOCON durations). It says <c>READY</c>, then
/// answers each line of its input with one line; <c>LOST TOKEN</c> comes between when the lease's callback is called.
/// </summary>
internal static class Program
{
    private const string Path = "akka.coordination.lease.mongodb";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(20);

    private static async Task Main(string[] args)
    {
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = args[0], Database = args[2] });
        using var open = MongoConnection.Create(new MongoSettings { ConnectionString = args[1], Database = args[2] });
        var clock = new JumpingClock();
        var times = ConfigurationFactory.ParseString(
            $"{Path} {{ heartbeat-timeout = {args[5]}, heartbeat-interval = {args[6]}, lease-operation-timeout = {args[7]} }}");
        var setup = BootstrapSetup.Create().WithConfig(times.WithFallback(MongoLease.DefaultConfig).WithFallback("akka.loglevel = OFF, akka.stdout-loglevel = OFF"));
        using var system = ActorSystem.Create("holder", ActorSystemSetup.Create(setup, new MongoSetup(connection) { Clock = clock }));
        var lease = (MongoLease)LeaseProvider.Get(system).GetLease(args[3], Path, args[4]);
        var holder = new Holder(lease, args[4], new FencedAccount(open.Database), new Witness(open.Database));
        await holder.WarmUpAsync();
        Console.WriteLine("READY");
        while (await Console.In.ReadLineAsync() is { } line && line != "end")
        {
            Console.WriteLine(await AnswerAsync(holder, clock, line.Split(' ')));
        }

        await system.Terminate();
    }

    private static async Task<string> AnswerAsync(Holder holder, JumpingClock clock, string[] words)
    {
        switch (words)
        {
            case ["acquire"]:
                return await holder.AcquireAsync();
            case ["await"]:
                string answer;
                while (!(answer = await holder.AcquireAsync()).StartsWith("HELD", StringComparison.Ordinal))
                {
                    await Task.Delay(RetryInterval);
                }

                return answer;
            case ["check"]:
                return holder.Check();
            case ["write"]:
                return await holder.WriteAsync();
            case ["force"]:
                return await holder.ForceAsync();
            case ["act"]:
                return holder.Act();
            case ["release"]:
                return await holder.ReleaseAsync();
            case ["jump", var seconds]:
                clock.Jump(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
                return "JUMPED";
            default:
                return $"UNKNOWN {string.Join(' ', words)}";
        }
    }
}
