using System.Collections.Immutable;
using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Feeds;

/// <summary>A candle file that was read and checked.</summary>
internal sealed record CandleFile(ImmutableArray<SourceCandle> Candles, CandleInterval Interval, string ContentHash)
{
    private const decimal MaxPrice = 1_000_000_000m;
    private const decimal MaxVolume = 1_000_000_000_000_000m;

    private static readonly ImmutableArray<string> Header = ["open_time_ms", "open", "high", "low", "close", "volume"];

    /// <summary>Reads a file; on problems adds them to the list and returns nothing.</summary>
    public static async Task<CandleFile?> ReadAsync(string path, List<string> problems, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<SourceCandle>();
        var shortest = long.MaxValue;
        var table = await CsvTable.ReadAsync(path, Header, Take, cancellationToken).ConfigureAwait(false);
        CandleInterval? interval = null;
        if (table.Problems.Count == 0)
        {
            interval = CheckInterval(table, rows, shortest);
        }

        problems.AddRange(table.Problems);
        return interval is { } length && table.Problems.Count == 0 ? new CandleFile(rows.ToImmutable(), length, table.ContentHash) : null;

        void Take(CsvTable t)
        {
            // Every field is looked at, so that all problems of a row are told at once.
            var ok = t.TryTime(0, out var time);
            ok &= t.TryNumber(1, 0.000000000001m, MaxPrice, out var open);
            ok &= t.TryNumber(2, 0.000000000001m, MaxPrice, out var high);
            ok &= t.TryNumber(3, 0.000000000001m, MaxPrice, out var low);
            ok &= t.TryNumber(4, 0.000000000001m, MaxPrice, out var close);
            ok &= t.TryNumber(5, 0m, MaxVolume, out var volume);
            var candle = new SourceCandle(time, open, high, low, close, volume);
            if (ok && IsSound(t, candle, rows.Count > 0 ? rows[^1].OpenMs : null))
            {
                shortest = rows.Count > 0 ? Math.Min(shortest, time - rows[^1].OpenMs) : shortest;
                rows.Add(candle);
            }
        }
    }

    private static bool IsSound(CsvTable table, SourceCandle candle, long? previousMs)
    {
        var ok = true;
        Check(0, previousMs is null || candle.OpenMs > previousMs, $"later than the row before ({previousMs})");
        Check(0, candle.OpenMs % 60_000 == 0, "on a whole minute");
        Check(2, candle.High >= Math.Max(candle.Open, candle.Close), $"at least open and close ({Math.Max(candle.Open, candle.Close)})");
        Check(3, candle.Low <= Math.Min(candle.Open, candle.Close), $"at most open and close ({Math.Min(candle.Open, candle.Close)})");
        return ok;

        void Check(int field, bool holds, string allowed)
        {
            if (!holds)
            {
                table.Report(field, allowed);
                ok = false;
            }
        }
    }

    private static CandleInterval? CheckInterval(CsvTable table, ImmutableArray<SourceCandle>.Builder rows, long shortest)
    {
        if (rows.Count < 2)
        {
            table.Report($"{rows.Count} rows, must be at least 2");
            return null;
        }

        var interval = CandleIntervals.All.Cast<CandleInterval?>().FirstOrDefault(i => (long)i!.Value.Length().TotalMilliseconds == shortest);
        if (interval is null)
        {
            table.Report($"shortest step between rows {shortest} ms must be one of 60000, 300000, 900000, 3600000");
            return null;
        }

        var off = rows.FirstOrDefault(r => r.OpenMs % shortest != 0);
        if (off != default)
        {
            table.Report($"open_time_ms '{off.OpenMs}' must be a multiple of {shortest}");
        }

        return interval;
    }
}
