using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Feeds;

/// <summary>Reads the feeds' files, agrees on the instant at which trading starts, and builds the cursors.</summary>
internal sealed class FeedOpener
{
    private readonly SimulationSettings _settings;
    private readonly List<string> _problems = [];
    private readonly List<LoadedFeed> _loaded = [];

    public FeedOpener(SimulationSettings settings) => _settings = settings;

    /// <summary>Reads all files, before anything is written anywhere.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimulationInputException">A file cannot be used.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in _settings.Feeds)
        {
            if (await LoadAsync(feed, cancellationToken).ConfigureAwait(false) is { } one)
            {
                _loaded.Add(one);
            }
        }

        ThrowIfAny();
    }

    /// <summary>Opens all feeds, which were loaded before.</summary>
    /// <param name="syntheticStart">When a synthetic market starts to trade, unless a file decides.</param>
    /// <returns>The feeds in their order and the instant at which trading starts.</returns>
    /// <exception cref="SimulationInputException">The files have no time in common.</exception>
    public (List<OpenedFeed> Feeds, DateTimeOffset Start) Open(DateTimeOffset syntheticStart)
    {
        var start = _loaded.Max(l => l.Start) ?? syntheticStart;
        foreach (var late in _loaded.Where(l => l.End <= start))
        {
            _problems.Add($"feed of {late.Symbol} ends at {late.End:O}, before trading can start at {start:O}: the feeds must overlap in time");
        }

        ThrowIfAny();
        return (_loaded.ConvertAll(l => l.Open(start)), start);
    }

    private void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new SimulationInputException([.. _problems]);
        }
    }

    private async Task<LoadedFeed?> LoadAsync(FeedSettings feed, CancellationToken cancellationToken) => feed switch
    {
        FeedSettings.Candles candles => FromCandles(candles, await CandleFile.ReadAsync(candles.Path, _problems, cancellationToken).ConfigureAwait(false)),
        FeedSettings.Trades trades => FromTrades(trades, await TradeFile.ReadAsync(trades.Path, _problems, cancellationToken).ConfigureAwait(false)),
        FeedSettings.Synthetic synthetic => FromSynthetic(synthetic),
        FeedSettings.Scripted scripted => FromScripted(scripted),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private LoadedFeed? FromCandles(FeedSettings.Candles feed, CandleFile? file)
    {
        if (file is null)
        {
            return null;
        }

        var length = file.Interval.Length();
        var wanted = Math.Min((int)(HistoryLength / length), file.Candles.Length / 2);
        var end = TimeOf(file.Candles[^1].OpenMs) + length;
        var scale = file.Candles.Max(c => Math.Max(Math.Max(c.Open.Scale, c.High.Scale), Math.Max(c.Low.Scale, c.Close.Scale)));
        return new LoadedFeed(feed.Symbol, TimeOf(file.Candles[wanted].OpenMs), end, _ =>
        {
            var rules = RulesFor(feed.Symbol, file.Candles[0].Open, scale);
            var cursor = new CandleFeed(feed.Symbol, file.Interval, file.Candles, PathFor(feed.Symbol, file.Interval, rules), end);
            return new OpenedFeed(rules, cursor, $"{feed.Symbol} candles {file.ContentHash} steps {_settings.StepsPerLeg}", file.Candles[0].Open);
        });
    }

    private LoadedFeed? FromTrades(FeedSettings.Trades feed, TradeFile? file)
    {
        if (file is null)
        {
            return null;
        }

        var (first, last) = (file.Trades[0].At, file.Trades[^1].At);
        var half = file.Trades[file.Trades.Length / 2].At;
        var start = CandleInterval.OneMinute.OpenTimeOf(half < first + HistoryLength ? half : first + HistoryLength);
        return new LoadedFeed(feed.Symbol, start < first ? first : start, last.AddTicks(1), _ =>
        {
            var rules = RulesFor(feed.Symbol, file.Trades[0].Price, file.Trades.Max(t => t.Price.Scale));
            return new OpenedFeed(rules, new TickFeed(feed.Symbol, file.Trades), $"{feed.Symbol} trades {file.ContentHash}", file.Trades[0].Price);
        });
    }

    private LoadedFeed FromSynthetic(FeedSettings.Synthetic feed) => new(feed.Symbol, null, null, start =>
    {
        var price = feed.StartPrice ?? InstrumentCatalog.StartPriceOf(feed.Symbol);
        var rules = RulesFor(feed.Symbol, price, Decimals.Normalize(price).Scale);
        var first = CandleInterval.OneMinute.OpenTimeOf(start) - HistoryLength;
        var candles = SyntheticCandles.From(
            SplitMix64.Derive(_settings.Seed, $"market:{feed.Symbol}"),
            first.ToUnixTimeMilliseconds(),
            price,
            rules.Instrument.TickSize,
            rules.Instrument.QuantityStep);
        var cursor = new CandleFeed(feed.Symbol, CandleInterval.OneMinute, candles, PathFor(feed.Symbol, CandleInterval.OneMinute, rules), null);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{feed.Symbol} synthetic from {price} steps {_settings.StepsPerLeg}");
        return new OpenedFeed(rules, cursor, identity, price);
    });

    private LoadedFeed FromScripted(FeedSettings.Scripted feed) => new(feed.Symbol, feed.Ticks[0].At, feed.Ticks[^1].At.AddTicks(1), _ =>
    {
        var rules = RulesFor(feed.Symbol, feed.Ticks[0].Price, feed.Ticks.Max(t => Decimals.Normalize(t.Price).Scale));
        var text = string.Join(';', feed.Ticks.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.At:O},{t.Price},{t.Quantity},{t.Side}")));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new OpenedFeed(rules, new TickFeed(feed.Symbol, feed.Ticks), $"{feed.Symbol} scripted {hash}", feed.Ticks[0].Price);
    });

    private TimeSpan HistoryLength => _settings.History.Interval.Length() * _settings.History.Candles;

    private InstrumentRules RulesFor(string symbol, decimal price, int scale) =>
        _settings.Instruments.FirstOrDefault(i => i.Symbol == symbol) ?? InstrumentCatalog.RulesFor(symbol, price, scale);

    private CandlePath PathFor(string symbol, CandleInterval interval, InstrumentRules rules) =>
        new(interval, rules.Instrument.TickSize, _settings.StepsPerLeg, SplitMix64.Derive(_settings.Seed, $"path:{symbol}"));

    private static DateTimeOffset TimeOf(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    /// <summary>A feed whose file is read; <paramref name="Start"/> is absent when it can start at any time, <paramref name="End"/> when endless.</summary>
    private sealed record LoadedFeed(string Symbol, DateTimeOffset? Start, DateTimeOffset? End, Func<DateTimeOffset, OpenedFeed> Open);
}
