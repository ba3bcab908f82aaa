using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Risk;
using CsCheck;

namespace ActorBots.Domain.Tests.Risk;

public sealed class TradeRateWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly RiskConfig Limits = new() { MaxTradesPerMinute = 2, MaxTradesPerHour = 3, MaxTradesPerDay = 4 };

    private static readonly Gen<DateTimeOffset[]> GenInstants =
        Gen.Int[0, 200_000].Array[0, 60].Select(seconds => seconds.Select(s => Start.AddSeconds(s)).ToArray());

    [Fact]
    public void Allows_MinuteIsFull_FreesWhenSixtySecondsPassed()
    {
        var window = TradeRateWindow.Empty.Register(Start).Register(Start.AddSeconds(10));

        Assert.False(window.Allows(Start.AddSeconds(59.999), Limits));
        Assert.True(window.Allows(Start.AddSeconds(60), Limits));
        Assert.Equal(Start.AddSeconds(60), window.NextAllowedAt(Start.AddSeconds(10), Limits));
    }

    [Fact]
    public void Allows_HourIsFull_WaitsForTheHour()
    {
        var window = TradeRateWindow.Of([Start, Start.AddMinutes(10), Start.AddMinutes(20)]);

        Assert.False(window.Allows(Start.AddMinutes(59), Limits));
        Assert.Equal(Start.AddHours(1), window.NextAllowedAt(Start.AddMinutes(20), Limits));
    }

    [Fact]
    public void Allows_DayIsFull_WaitsForTheDay()
    {
        var window = TradeRateWindow.Of([Start, Start.AddHours(2), Start.AddHours(4), Start.AddHours(6)]);

        Assert.Equal(new TradeCounts(0, 0, 4), window.Counts(Start.AddHours(23)));
        Assert.False(window.Allows(Start.AddHours(23), Limits));
        Assert.Equal(Start.AddDays(1), window.NextAllowedAt(Start.AddHours(23), Limits));
    }

    [Fact]
    public void Allows_ClockWentBack_StillCountsTheTrades() =>
        Assert.False(TradeRateWindow.Of([Start, Start.AddSeconds(1)]).Allows(Start.AddDays(-3), Limits));

    [Fact]
    public void Allows_AnyTrades_NoWindowEverExceedsItsLimit() =>
        GenInstants.Sample(instants =>
        {
            var window = TradeRateWindow.Empty;
            var made = new List<DateTimeOffset>();
            foreach (var now in instants.Order().Where(now => window.Allows(now, Limits)))
            {
                window = window.Register(now);
                made.Add(now);
            }

            foreach (var (length, limit) in new[] { (TimeSpan.FromMinutes(1), 2), (TimeSpan.FromHours(1), 3), (TimeSpan.FromDays(1), 4) })
            {
                Assert.All(made, from => Assert.True(made.Count(at => at >= from && at - from < length) <= limit));
            }
        });

    [Fact]
    public void NextAllowedAt_AnyTrades_IsTheFirstAllowedInstant() =>
        Gen.Select(GenInstants, Gen.Int[0, 200_000]).Sample((instants, later) =>
        {
            var window = TradeRateWindow.Of(instants);
            var now = Start.AddSeconds(later);

            var next = window.NextAllowedAt(now, Limits);

            Assert.True(next >= now);
            Assert.True(window.Allows(next, Limits));
            Assert.True(next == now || !window.Allows(next.AddTicks(-1), Limits));
        });

    [Fact]
    public void Register_AnyOrder_GivesEqualWindows() =>
        GenInstants.Sample(instants =>
        {
            var forward = instants.Aggregate(TradeRateWindow.Empty, (window, at) => window.Register(at));
            var sorted = instants.Order().Aggregate(TradeRateWindow.Empty, (window, at) => window.Register(at));
            var copy = TradeRateWindow.Of(sorted.Instants);

            // A late trade may fall out at once; what stays is what lies within a day of the newest.
            Assert.Equal(sorted, forward);
            Assert.Equal(sorted, copy);
            Assert.Equal(sorted.GetHashCode(), copy.GetHashCode());
            Assert.All(sorted.Instants, at => Assert.True(sorted.Instants[^1] - at < TimeSpan.FromDays(1)));
        });

    [Fact]
    public void Register_LongLife_KeepsBoundedMemory()
    {
        var window = TradeRateWindow.Of(Enumerable.Range(0, TradeRateWindow.MaxInstants).Select(i => Start.AddSeconds(i)));

        window = window.Register(Start.AddSeconds(TradeRateWindow.MaxInstants));

        Assert.Equal(TradeRateWindow.MaxInstants, window.Instants.Length);
        Assert.Equal(Start.AddSeconds(1), window.Instants[0]);
    }

    [Fact]
    public void Equals_OtherInstants_Differ() =>
        Assert.NotEqual(TradeRateWindow.Empty.Register(Start), TradeRateWindow.Empty.Register(Start.AddTicks(1)));
}
