using System.Collections.Immutable;
using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Feeds;

/// <summary>A trade file that was read and checked.</summary>
internal sealed record TradeFile(ImmutableArray<FeedTick> Trades, string ContentHash)
{
    private static readonly ImmutableArray<string> Header = ["time_ms", "price", "qty", "side"];

    /// <summary>Reads a file; on problems adds them to the list and returns nothing.</summary>
    public static async Task<TradeFile?> ReadAsync(string path, List<string> problems, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<FeedTick>();
        var table = await CsvTable.ReadAsync(path, Header, Take, cancellationToken).ConfigureAwait(false);
        if (table.Problems.Count == 0 && rows.Count < 2)
        {
            table.Report($"{rows.Count} rows, must be at least 2");
        }

        problems.AddRange(table.Problems);
        return table.Problems.Count == 0 ? new TradeFile(rows.ToImmutable(), table.ContentHash) : null;

        void Take(CsvTable t)
        {
            var ok = t.TryTime(0, out var time);
            ok &= t.TryNumber(1, 0.000000000001m, 1_000_000_000m, out var price);
            ok &= t.TryNumber(2, 0m, 1_000_000_000_000m, out var quantity);
            OrderSide? side = t.Text(3) switch { "buy" => OrderSide.Buy, "sell" => OrderSide.Sell, _ => null };
            if (side is null)
            {
                t.Report(3, "buy or sell");
                return;
            }

            var at = ok ? DateTimeOffset.FromUnixTimeMilliseconds(time) : default;
            if (ok && rows.Count > 0 && at < rows[^1].At)
            {
                t.Report(0, $"not earlier than the row before ({rows[^1].At.ToUnixTimeMilliseconds()})");
                return;
            }

            if (ok)
            {
                rows.Add(new FeedTick(at, price, quantity, side.Value));
            }
        }
    }
}
