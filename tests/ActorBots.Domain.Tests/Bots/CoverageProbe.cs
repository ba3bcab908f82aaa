using CsCheck;
using Xunit.Abstractions;
namespace ActorBots.Domain.Tests.Bots;
public sealed class CoverageProbe(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, 1_000]).Array[1, 250].Sample(steps =>
        {
            var c = new Chaos().Live(steps).Rest();
            foreach (var e in c.Bot.Events) { counts.AddOrUpdate(e.GetType().Name, 1, (_, n) => n + 1); }
            foreach (var t in c.Bot.Trades) { counts.AddOrUpdate("trade " + t.Reason, 1, (_, n) => n + 1); }
            foreach (var t in c.Bot.Events.OfType<ActorBots.Domain.Bots.BotEvent.ErrorRaised>()) { counts.AddOrUpdate("error " + t.Code, 1, (_, n) => n + 1); }
        }, iter: 300);
        foreach (var (k, v) in counts.OrderBy(x => x.Key)) { output.WriteLine($"{k} {v}"); }
        Assert.Fail("x");
    }
}
