using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Testing.Bots;
using CsCheck;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>The laws over random lives. A failure prints the seed and a short life that breaks the law.</summary>
public sealed class BotPropertyTests
{
    private static readonly Gen<(int Kind, int Size)[]> Lives = Gen.Select(Gen.Int[0, 23], Gen.Int[0, 1_000]).Array[1, 250];

    [Fact]
    public void Decide_OrderlyVenue_KeepsAllLaws() =>
        Lives.Sample(steps => { new Chaos { HasOutsiders = false, HasCrashes = false }.Live(steps).Rest(); }, iter: 120);

    [Fact]
    public void Decide_FaultsCrashesAndOutsiders_KeepsAllLaws() => Lives.Sample(steps => { new Chaos().Live(steps).Rest(); }, iter: 300);

    [Theory]
    [InlineData(2, 120)]
    [InlineData(3, 60)]
    public void HardCase26_BotsOnOneAccountAndSymbol_KeepAllLawsAndNeverTouchEachOther(int bots, int lives) =>
        Lives.Sample(steps => { new SharedChaos(bots).Live(steps).Rest(); }, iter: lives);

    [Fact]
    public void Decide_RestedBotAskedAgain_ChangesNothing() =>
        Lives.Sample(
            steps =>
            {
                var bot = new Chaos().Live(steps).Rest().Bot;
                var snapshot = bot.Venue.Snapshot(new VenueCall.Reconcile([.. bot.State.Orders.Keys], bot.State.ReconcileFrom), _ => false);
                Assert.Empty(bot.Tell(new BotInput.Reconciled(snapshot)).Events);
                var text = StateText.Of(bot.State);
                bot.Crash().Run();
                Assert.Equal(text, StateText.Of(bot.State));
            },
            iter: 60);

    [Fact]
    public void Decide_SameLifeTwice_GivesTheSameJournal() =>
        Lives.Sample(
            steps =>
            {
                static string Journal((int Kind, int Size)[] steps) => StateText.Of(new Chaos().Live(steps).Bot.Events);
                Assert.Equal(Journal(steps), Journal(steps));
            },
            iter: 25);

    [Fact]
    public void QuietBand_RestedBot_NoPriceInsideGivesAnEvent() =>
        Gen.Select(Lives, Gen.Int[1, 9_999].Array[20]).Sample(
            (steps, places) =>
            {
                var bot = new Chaos().Live(steps).Rest().Bot;
                var band = QuietBand.Of(bot.State, bot.Context);
                var price = bot.Venue.Price.Value;
                var (low, high) = (band.Low?.Value ?? price - 5_000m, band.High?.Value ?? price + 5_000m);
                foreach (var place in places)
                {
                    var inside = new Price(decimal.Round(low + ((high - low) * place / 10_000m), 1));
                    if (!band.IsOutside(inside))
                    {
                        Assert.Empty(bot.Peek(inside).Events);
                    }
                }
            },
            iter: 120);
}
