using ActorBots.Domain.Instruments;
using ActorBots.Testing;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>Random lives of several bots on one account and instrument, whose net position they share; nobody else interferes.</summary>
internal sealed class SharedChaos
{
    private readonly Chaos[] _bots;

    public SharedChaos(int count)
    {
        Venue = new FakeVenue(Some.Instrument(), new Price(89_700m), BotScenario.StartedAt);
        _bots = [.. Enumerable.Range(1, count).Select(i => new Chaos(Venue, BotScenario.Identity with { BotId = $"bot-{i}" }) { HasOutsiders = false })];
    }

    public FakeVenue Venue { get; }

    public IEnumerable<BotScenario> Bots => _bots.Select(c => c.Bot);

    public SharedChaos Live(IEnumerable<(int Kind, int Size)> steps)
    {
        foreach (var (kind, size) in steps)
        {
            var price = Venue.Price;
            _bots[size % _bots.Length].Live(kind, size);
            foreach (var other in _bots.Where(_ => Venue.Price != price))
            {
                other.Bot.See();
            }

            Array.ForEach(_bots, c => c.Always());
            SumHolds();
        }

        return this;
    }

    public SharedChaos Rest()
    {
        Array.ForEach(_bots, c => c.EndFaults());
        for (var (round, before) = (0, -1); round < 10 && before != Bots.Sum(b => b.Events.Count); round++)
        {
            before = Bots.Sum(b => b.Events.Count);
            Array.ForEach(_bots, c => c.Bot.Settle());
        }

        Array.ForEach(_bots, c => c.Always());
        Array.ForEach(_bots, c => c.AtRest());
        Assert.Equal(Venue.Net, Bots.Sum(b => b.State.OpenPositions.Sum(p => p.OpenQuantity.Value)));
        Assert.Equal(Venue.Cash, _bots.Aggregate(Money.Zero, (sum, c) => sum + c.Books()));
        return this;
    }

    /// <summary>No order of a bot ever sells more than this bot bought, whatever was heard of it.</summary>
    private void SumHolds()
    {
        foreach (var fills in Venue.Fills.GroupBy(f => f.ClientOrderId!.Value.BotId))
        {
            var held = fills.Sum(f => f.Side == Domain.Orders.OrderSide.Buy ? f.Quantity.Value : -f.Quantity.Value);
            Assert.True(held >= 0m, $"{fills.Key} sold {-held} of another bot");
        }
    }
}
