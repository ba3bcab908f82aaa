using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Venues.Bitunix;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixStopBookTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly DateTimeOffset At = new(2026, 9, 23, 1, 0, 0, TimeSpan.Zero);
    private readonly BitunixStopBook _book = new();

    [Fact]
    public void Acknowledge_Stop_IsKnownByTheVenuesId()
    {
        _book.Intend(Id(1), Btc, new Quantity(1m), new Price(100m), At);
        _book.Acknowledge(Id(1), "7");

        Assert.Equal(Id(1), _book.OwnerOf("7"));
        Assert.Equal("7", _book.ClaimOf(Id(1))!.StopId);
    }

    [Fact]
    public void Recognise_RowOfAnother_TheEarlierClaimHolds()
    {
        _book.Recognise(Trace(1, "7"));
        _book.Recognise(Trace(2, "7"));

        Assert.Equal(Id(1), _book.OwnerOf("7"));
        Assert.Empty(_book.ClaimOf(Id(2))!.StopId);
    }

    [Fact]
    public void Match_TwinsWithoutIds_AreGivenOutInOrderOfIds()
    {
        _book.Recognise(Trace(2));
        _book.Recognise(Trace(1));

        _book.Match([Row("10"), Row("9")]);

        Assert.Equal(("9", "10"), (_book.ClaimOf(Id(1))!.StopId, _book.ClaimOf(Id(2))!.StopId));
    }

    [Fact]
    public void Match_TwinInFlight_ItsNewerRowIsLeftToIt()
    {
        _book.Recognise(Trace(1));
        _book.Intend(Id(2), Btc, new Quantity(1m), new Price(100m), At);

        _book.Match([Row("9")]);
        Assert.Null(_book.OwnerOf("9"));
        _book.Match([Row("9"), Row("10")]);
        _book.Acknowledge(Id(2), "10");

        Assert.Equal((Id(1), Id(2)), (_book.OwnerOf("9"), _book.OwnerOf("10")));
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-5, true)]
    [InlineData(60, true)]
    public void Match_EndedRow_MustNotBeOlderThanTheWish(int seconds, bool expected)
    {
        _book.Recognise(Trace(1));

        _book.Match([Row("9") with { Status = BitunixStopStatus.Cancelled, CreatedAt = At + TimeSpan.FromSeconds(seconds) }]);

        Assert.Equal(expected, _book.OwnerOf("9") is not null);
    }

    [Theory]
    [InlineData("1.1", "100")]
    [InlineData("1", "100.1")]
    public void Match_OtherQuantityOrPrice_IsNotOurs(string quantity, string trigger)
    {
        _book.Recognise(Trace(1));

        _book.Match([Row("9") with { Quantity = new Quantity(decimal.Parse(quantity, null)), Trigger = new Price(decimal.Parse(trigger, null)) }]);

        Assert.Null(_book.OwnerOf("9"));
    }

    [Fact]
    public void Withdraw_RefusedStop_IsForgotten()
    {
        _book.Intend(Id(1), Btc, new Quantity(1m), new Price(100m), At);
        _book.Withdraw(Id(1));

        Assert.Null(_book.ClaimOf(Id(1)));
    }

    [Fact]
    public void Moved_ToAnotherIdOfTheVenue_FollowsIt()
    {
        _book.Recognise(Trace(1, "7"));

        _book.Moved(Id(1), "8", new Quantity(1m), new Price(101m));

        Assert.Equal((null, Id(1)), (_book.OwnerOf("7"), _book.OwnerOf("8")));
        Assert.Equal(new Price(101m), _book.ClaimOf(Id(1))!.Trigger);
    }

    [Theory]
    [InlineData(-1000, true)]
    [InlineData(-1001, false)]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    public void Link_Child_IsMadeWhenTheStopFired(int milliseconds, bool expected)
    {
        _book.Recognise(Trace(1, "7"));

        var child = _book.Link(Fired("7"), [Child("50", milliseconds)]);

        Assert.Equal(expected, child is not null);
        Assert.Equal(expected ? Id(1) : null, _book.OwnerOfChild("50"));
    }

    [Fact]
    public void Link_TwoTwinsFired_EachGetsItsOwnChild()
    {
        _book.Recognise(Trace(1, "7"));
        _book.Recognise(Trace(2, "8"));
        BitunixOrder[] orders = [Child("51", 20), Child("50", 20)];

        Assert.Equal("50", _book.Link(Fired("7"), orders)!.OrderId);
        Assert.Equal("51", _book.Link(Fired("8"), orders)!.OrderId);
        Assert.Equal("50", _book.Link(Fired("7"), orders)!.OrderId);
    }

    [Fact]
    public void Link_OrdersThatSomebodySent_AreNoChildren()
    {
        _book.Recognise(Trace(1, "7"));

        Assert.Null(_book.Link(Fired("7"), [Child("50", 0) with { ClientId = "mine" }, Child("51", 0) with { ReduceOnly = "false" }, Child("52", 0) with { Qty = "2" }]));
    }

    /// <summary>Whatever happens in whatever order: a row has one owner, an owner has one row, and an acknowledged id stays.</summary>
    [Fact]
    public void Property_AnySequence_OneRowOneOrder()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var book = new BitunixStopBook();
            var acknowledged = new Dictionary<ClientOrderId, string>();
            for (var step = 0; step < 60; step++)
            {
                var order = random.Next(1, 7);
                var id = random.Next(1, 9).ToString(null as IFormatProvider);
                switch (random.Next(5))
                {
                    case 0:
                        book.Intend(Id(order), Btc, new Quantity(1m), new Price(100m), At);
                        break;
                    case 1:
                        var isFree = book.OwnerOf(id) is null;
                        book.Acknowledge(Id(order), id);
                        if (isFree && book.ClaimOf(Id(order)) is not null)
                        {
                            acknowledged[Id(order)] = id;
                        }

                        break;
                    case 2:
                        book.Lose(Id(order));
                        break;
                    case 3:
                        book.Recognise(Trace(order, random.Next(2) == 0 ? string.Empty : id));
                        break;
                    default:
                        book.Match([.. Enumerable.Range(1, 8).Where(_ => random.Next(2) == 0).Select(n => Row($"{n}"))]);
                        break;
                }

                var claims = Enumerable.Range(1, 6).Select(n => book.ClaimOf(Id(n))).OfType<BitunixStopClaim>().Where(c => c.StopId.Length > 0).ToArray();
                Assert.Equal(claims.Length, claims.Select(c => c.StopId).Distinct().Count());
                Assert.All(claims, c => Assert.Equal(c.Order, book.OwnerOf(c.StopId)));
                Assert.All(acknowledged, a => Assert.Equal(a.Value, book.ClaimOf(a.Key)!.StopId));
            }
        }
    }

    /// <summary>After a restart with the same rows and traces, the same stops are the same bots', in whatever order bots tell of them.</summary>
    [Fact]
    public void Property_TracesInAnyOrder_SameOwners()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            OrderTrace[] traces = [.. Enumerable.Range(1, 5).Select(n => Trace(n, n == 3 ? "5" : string.Empty) with { IntendedAt = At + TimeSpan.FromSeconds(random.Next(3)) })];
            BitunixStopRow[] rows = [.. Enumerable.Range(1, random.Next(1, 7)).Select(n => Row($"{n}"))];

            Assert.Equal(Owners(traces, rows), Owners([.. traces.OrderBy(_ => random.Next())], [.. rows.OrderBy(_ => random.Next())]));
        }
    }

    private static string Owners(OrderTrace[] traces, BitunixStopRow[] rows)
    {
        var book = new BitunixStopBook();
        foreach (var trace in traces)
        {
            book.Recognise(trace);
        }

        book.Match(rows);
        return string.Join(' ', rows.OrderBy(r => r.Id).Select(r => $"{r.Id}={book.OwnerOf(r.Id)}"));
    }

    private static ClientOrderId Id(int number) => ClientOrderId.For("bot-1", number, OrderPurpose.ProtectiveStop);

    private static OrderTrace Trace(int number, string venueOrderId = "") => new()
    {
        ClientOrderId = Id(number),
        Instrument = Btc,
        Quantity = new Quantity(1m),
        TriggerPrice = new Price(100m),
        VenueOrderId = venueOrderId,
        IntendedAt = At,
    };

    private static BitunixStopRow Row(string id) =>
        new(id, Btc, new Quantity(1m), new Price(100m), BitunixStopStatus.Pending, null, null, "NEW");

    private static BitunixStopRow Fired(string id) => Row(id) with { Status = BitunixStopStatus.Fired, CreatedAt = At, TriggeredAt = At };

    private static BitunixOrder Child(string id, int milliseconds) => new()
    {
        OrderId = id,
        ClientId = string.Empty,
        Symbol = "BTCUSDT",
        Type = "MARKET",
        ReduceOnly = "true",
        Qty = "1",
        Ctime = (At.ToUnixTimeMilliseconds() + milliseconds).ToString(null as IFormatProvider),
    };
}
