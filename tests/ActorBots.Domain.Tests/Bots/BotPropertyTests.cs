using CsCheck;

namespace ActorBots.Domain.Tests.Bots;

public sealed class BotPropertyTests
{
    private static readonly Gen<(int Kind, int Size)[]> Lives = Gen.Select(Gen.Int[0, 23], Gen.Int[0, 1_000]).Array[1, 250];

    [Fact]
    public void Decide_OrderlyVenue_KeepsAllLaws() =>
        Lives.Sample(steps => { new Chaos { HasOutsiders = false, HasCrashes = false }.Live(steps.Where(s => s.Kind is not 9)).Rest(); }, iter: 3000);

    [Fact]
    public void Decide_CrashesAndOutsiders_KeepsAllLaws() =>
        Lives.Sample(steps => { new Chaos().Live(steps).Rest(); }, iter: 3000);
}
