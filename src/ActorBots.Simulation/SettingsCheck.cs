using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;

namespace ActorBots.Simulation;

/// <summary>Looks for everything that is wrong with settings, before anything is opened.</summary>
internal static class SettingsCheck
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>All problems; empty when the settings can be used.</summary>
    public static ImmutableArray<string> Problems(SimulationSettings settings)
    {
        var problems = new List<string>();
        CheckAccounts(settings.Accounts, problems);
        CheckFeeds(settings.Feeds, problems);
        Check(settings.Speed is null or >= 1m and <= 1_000_000m, "speed", settings.Speed, "1 to 1000000, or absent for as fast as possible", problems);
        Check(settings.StepsPerLeg is >= 1 and <= 1000, "stepsPerLeg", settings.StepsPerLeg, "1 to 1000", problems);
        Check(settings.CandlesKept is >= 1000 and <= 1_000_000, "candlesKept", settings.CandlesKept, "1000 to 1000000", problems);
        Check(settings.History.Candles is >= 0 and <= 10_000, "history.candles", settings.History.Candles, "0 to 10000", problems);
        Check(
            settings.SyntheticStart is not { } start || start.ToUnixTimeMilliseconds() % 60_000 == 0,
            "syntheticStart",
            settings.SyntheticStart,
            "on a whole minute",
            problems);
        CheckFees("fees", settings.Fees, problems);
        var funding = settings.Funding;
        Check(
            funding.Interval >= Hour && funding.Interval <= 24 * Hour && funding.Interval.Ticks % Hour.Ticks == 0,
            "funding.interval",
            funding.Interval,
            "whole hours, 1 to 24",
            problems);
        Check(Math.Abs(funding.Rate) <= 0.01m, "funding.rate", funding.Rate, "-0.01 to 0.01", problems);
        var matching = settings.Matching;
        Check(matching.Latency >= TimeSpan.Zero && matching.Latency <= TimeSpan.FromMinutes(1), "matching.latency", matching.Latency, "0 to 1 minute", problems);
        Check(matching.SlippageBps is >= 0m and <= 500m, "matching.slippageBps", matching.SlippageBps, "0 to 500", problems);
        return [.. problems];
    }

    private static void CheckAccounts(ImmutableArray<AccountSettings> accounts, List<string> problems)
    {
        Check(accounts.Length is >= 1 and <= 1000, "accounts", accounts.Length, "1 to 1000 accounts", problems);
        foreach (var account in accounts)
        {
            Check(
                account.ApiKey.Length is >= 1 and <= 64 && account.ApiKey.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'),
                "accounts.apiKey",
                account.ApiKey,
                "1 to 64 characters of A-Z, a-z, 0-9, - and _",
                problems);
            Check(account.ApiSecret.Length > 0, $"accounts.{account.ApiKey}.apiSecret", "(hidden)", "not empty", problems);
            Check(
                account.StartBalance is >= 0m and <= 1_000_000_000_000m && Decimals.Normalize(account.StartBalance).Scale <= 8,
                $"accounts.{account.ApiKey}.startBalance",
                account.StartBalance,
                "0 to 1000000000000 with at most 8 decimals",
                problems);
            CheckFees($"accounts.{account.ApiKey}.fees", new FeeRates(account.TakerFeeRate ?? 0m, account.MakerFeeRate ?? 0m), problems);
        }

        CheckDistinct("accounts.apiKey", accounts.Select(a => a.ApiKey), problems);
    }

    private static void CheckFeeds(ImmutableArray<FeedSettings> feeds, List<string> problems)
    {
        Check(feeds.Length is >= 1 and <= 100, "feeds", feeds.Length, "1 to 100 feeds", problems);
        foreach (var feed in feeds)
        {
            Check(InstrumentId.IsValid(feed.Symbol), "feeds.symbol", feed.Symbol, "2 to 30 characters of A-Z and 0-9", problems);
            if (feed is FeedSettings.Synthetic { StartPrice: { } price })
            {
                Check(price is >= 0.00001m and <= 10_000_000m, $"feeds.{feed.Symbol}.startPrice", price, "0.00001 to 10000000", problems);
            }

            if (feed is FeedSettings.Scripted scripted)
            {
                CheckScript(scripted, problems);
            }
        }

        CheckDistinct("feeds.symbol", feeds.Select(f => f.Symbol), problems);
    }

    private static void CheckScript(FeedSettings.Scripted feed, List<string> problems)
    {
        Check(!feed.Ticks.IsDefaultOrEmpty, $"feeds.{feed.Symbol}.ticks", "none", "at least one tick", problems);
        for (var i = 0; i < (feed.Ticks.IsDefault ? 0 : feed.Ticks.Length); i++)
        {
            var tick = feed.Ticks[i];
            var name = $"feeds.{feed.Symbol}.ticks[{i}]";
            Check(tick.Price > 0m, $"{name}.price", tick.Price, "above 0", problems);
            Check(tick.Quantity >= 0m, $"{name}.quantity", tick.Quantity, "0 or more", problems);
            Check(i == 0 || tick.At >= feed.Ticks[i - 1].At, $"{name}.at", tick.At, "not earlier than the tick before", problems);
        }
    }

    private static void CheckFees(string name, FeeRates fees, List<string> problems)
    {
        Check(fees.Taker is >= 0m and <= 0.01m, $"{name}.taker", fees.Taker, "0 to 0.01", problems);
        Check(fees.Maker is >= -0.01m and <= 0.01m, $"{name}.maker", fees.Maker, "-0.01 to 0.01", problems);
    }

    private static void CheckDistinct(string name, IEnumerable<string> values, List<string> problems)
    {
        foreach (var twice in values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add($"{name}: '{twice.Key}' appears {twice.Count()} times, must be unique");
        }
    }

    private static void Check(bool holds, string name, object? value, string allowed, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: '{value}' must be {allowed}"));
        }
    }
}
