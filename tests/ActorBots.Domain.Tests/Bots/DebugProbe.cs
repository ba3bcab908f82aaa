using CsCheck;
using Xunit.Abstractions;
namespace ActorBots.Domain.Tests.Bots;
public sealed class DebugProbe(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        var found = 0;
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, 1_000]).Array[1, 250].Sample(steps =>
        {
            var c = new Chaos();
            try { c.Live(steps).Rest(); }
            catch (Exception e) when (Interlocked.Increment(ref found) == 1)
            {
                output.WriteLine(e.Message);
                output.WriteLine(string.Join(" ", steps));
                foreach (var ev in c.Bot.Events.TakeLast(3500)) { output.WriteLine(ev.ToString()); }
                foreach (var f in c.Bot.Venue.Fills.TakeLast(800)) { output.WriteLine(f.ToString()); }
                throw;
            }
            catch (Exception) { }
        }, iter: 1500, threads: 1);
    }
}
