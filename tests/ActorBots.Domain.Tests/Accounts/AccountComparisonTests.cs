using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Testing;
using CsCheck;

namespace ActorBots.Domain.Tests.Accounts;

public sealed class AccountComparisonTests
{
    private static readonly Quantity Smallest = new(0.001m);

    private static readonly Gen<BotClaim[]> AnyClaims = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2]).Array[1, 5].Select(
        claims => claims.Select((c, i) => Claim($"bot-{i}", c.Item1 / 1000m) with { Dust = new Quantity(c.Item2 / 10_000m) }).ToArray());

    [Fact]
    public void Find_VenueHoldsTheSum_FindsNothing()
    {
        var claims = new[] { Claim("bot-1", 0.011m), Claim("bot-2", 0.004m) };

        Assert.True(Find(0.015m, claims)!.IsNone);
    }

    [Theory]
    [InlineData(0.021, 0.006, 0, 0)]
    [InlineData(0.014, 0, 0.001, 0)]
    [InlineData(0, 0, 0.015, 0)]
    [InlineData(-0.002, 0, 0.015, 0.002)]
    [InlineData(0.0154, 0, 0, 0)]
    public void Find_VenueHoldsAnotherQuantity_NamesTheFigures(double net, double excess, double shortage, double shortPosition)
    {
        var found = Find((decimal)net, [Claim("bot-1", 0.011m), Claim("bot-2", 0.004m)])!;

        Assert.Equal(((decimal)excess, (decimal)shortage, (decimal)shortPosition), (found.Excess.Value, found.Shortage.Value, found.Short.Value));
        Assert.Equal((decimal)net, found.NetQuantity);
    }

    [Fact]
    public void Find_ShortLegBesideTheLongOne_IsAForeignPosition()
    {
        var found = AccountComparison.Find(
            Reading(0.011m) with { ShortLeg = new Quantity(0.5m) }, [Claim("bot-1", 0.011m)], _ => false, false, Smallest)!;

        Assert.Equal((0.5m, true, true), (found.Short.Value, found.Excess.IsZero, found.Shortage.IsZero));
    }

    [Fact]
    public void Find_DustOfClosedPositions_BelongsToTheBots()
    {
        var claim = Claim("bot-1", 0.011m) with { Dust = new Quantity(0.0015m) };

        Assert.True(Find(0.0125m, [claim])!.IsNone);
        Assert.True(Find(0.011m, [claim])!.IsNone);
        Assert.Equal(0.002m, Find(0.0145m, [claim])!.Excess.Value);
    }

    [Fact]
    public void Find_ABotIsNotAtRest_ConcludesNothing() =>
        Assert.Null(Find(0m, [Claim("bot-1", 0.011m), Claim("bot-2", 0.004m) with { IsAtRest = false }]));

    [Fact]
    public void Find_AStopIsNotFoundUntouched_ConcludesNothing()
    {
        var stop = ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop);
        var claim = Claim("bot-1", 0.011m) with { Orders = [stop] };
        var order = Order("v-1", stop);

        Assert.Null(Find(0m, [claim]));
        Assert.Null(Find(0m, [claim], order with { FilledQuantity = new Quantity(0.001m) }));
        Assert.Equal(0.011m, Find(0m, [claim], order)!.Shortage.Value);
    }

    [Fact]
    public void HardCase26_OrdersOfNobody_AreNamed()
    {
        var disowned = Order("v-2", ClientOrderId.For("bot-1", 9, OrderPurpose.ProtectiveStop));
        var stranger = Order("v-3", ClientOrderId.For("bot-9", 1, OrderPurpose.Entry));

        var found = Find(0.011m, [Claim("bot-1", 0.011m)], Order("v-1", null), disowned, stranger)!;

        Assert.Equal(["v-1", "v-2", "v-3"], found.ForeignOrders.AsEnumerable());
        Assert.Contains("v-1, v-2, v-3", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void HardCase26_OrderOfABotThatMayStillCome_ConcludesNothing()
    {
        var order = Order("v-3", ClientOrderId.For("bot-9", 1, OrderPurpose.ProtectiveStop));

        Assert.Null(AccountComparison.Find(Reading(0.011m, order), [Claim("bot-1", 0.011m)], _ => true, false, Smallest));
    }

    [Fact]
    public void Find_WhileBotsMayStillCome_ConcludesAShortageOnly()
    {
        BotClaim[] claims = [Claim("bot-1", 0.011m)];

        Assert.Null(AccountComparison.Find(Reading(0.030m, Order("v-1", null)), claims, _ => false, true, Smallest));
        Assert.Equal(0.001m, AccountComparison.Find(Reading(0.010m), claims, _ => false, true, Smallest)!.Shortage.Value);
    }

    [Fact]
    public void Shortfalls_AnyClaims_AddUpToTheShortageInOrderOfIds() => Gen.Select(AnyClaims, Gen.Int[-10, 100]).Sample((claims, held) =>
    {
        var found = Find(held / 1000m, claims)!;

        var shares = AccountComparison.Shortfalls(found, claims).Select(s => s.Shortfall).ToList();

        Assert.Equal(found.Shortage.Value, shares.Sum(s => s.Missing.Value));
        Assert.All(shares, s => Assert.True(s.Missing <= s.Stated));
        var partial = shares.FindIndex(s => s.Missing < s.Stated);
        Assert.All(shares.Skip(partial < 0 ? shares.Count : partial + 1), s => Assert.True(s.Missing.IsZero));
    });

    [Fact]
    public void Find_AnyClaims_SplitsTheDifferenceWithoutRest() => Gen.Select(AnyClaims, Gen.Int[-10, 100]).Sample((claims, held) =>
    {
        var found = AccountComparison.Find(Reading(held / 1000m), claims, _ => false, false, Quantity.Zero)!;

        var dust = claims.Sum(c => c.Dust.Value);
        var explained = found.BotsQuantity.Value + found.Excess.Value - found.Shortage.Value - found.Short.Value;
        Assert.InRange(found.NetQuantity - explained, 0m, dust);
        Assert.False(!found.Excess.IsZero && !found.Shortage.IsZero);
    });

    [Fact]
    public void HardCase11_Offer_PriceIsTheVenuesAverageForWhatExceedsTheBots()
    {
        BotClaim[] claims = [Claim("bot-1", 0.010m) with { OpenCost = new Money(900m) }];
        var reading = Reading(0.016m) with { AverageEntryPrice = new Price(90_600m) };

        var offer = AccountComparison.Offer(reading, Find(0.016m, claims)!, claims, Some.Instrument())!;

        // 0.016 × 90 600 − 900 = 549.6 for 0.006: 91 600 each.
        Assert.Equal((0.006m, 549.6m), (offer.Quantity.Value, offer.Cost.Value));
    }

    [Fact]
    public void Offer_BotsPaidMoreThanTheWholePosition_TakesTheVenuesAverage()
    {
        BotClaim[] claims = [Claim("bot-1", 0.010m) with { OpenCost = new Money(2_000m) }];
        var reading = Reading(0.016m) with { AverageEntryPrice = new Price(90_000m) };

        Assert.Equal(540m, AccountComparison.Offer(reading, Find(0.016m, claims)!, claims, Some.Instrument())!.Cost.Value);
    }

    [Fact]
    public void Offer_NothingThatAStopCanCover_IsNone()
    {
        BotClaim[] claims = [Claim("bot-1", 0.010m)];
        var reading = Reading(-1m) with { AverageEntryPrice = new Price(90_000m) };

        Assert.Null(AccountComparison.Offer(reading, Find(-1m, claims)!, claims, Some.Instrument()));
    }

    private static AccountMismatch? Find(decimal net, BotClaim[] claims, params OrderReport[] orders) =>
        AccountComparison.Find(Reading(net, orders), claims, _ => false, isGathering: false, Smallest);

    private static InstrumentReading Reading(decimal net, params OrderReport[] orders) =>
        new() { Instrument = Some.InstrumentId, NetQuantity = net, OpenOrders = [.. orders] };

    private static BotClaim Claim(string botId, decimal open) =>
        new() { BotId = botId, Instrument = Some.InstrumentId, Open = new Quantity(open), IsAtRest = true };

    private static OrderReport Order(string venueOrderId, ClientOrderId? id) => new()
    {
        ClientOrderId = id,
        VenueOrderId = venueOrderId,
        Instrument = Some.InstrumentId,
        Side = OrderSide.Sell,
        Status = OrderStatus.Untriggered,
        Quantity = new Quantity(0.011m),
        FilledQuantity = Quantity.Zero,
        UpdatedAt = default,
    };
}
