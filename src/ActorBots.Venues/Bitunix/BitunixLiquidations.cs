using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Tells liquidations apart. What an order's <c>source</c> says of them is not documented; that a position's history tells how much of it
/// was liquidated is. A nameless fill at the moment when such a position ended is the liquidation.
/// </summary>
/// <param name="reader">Reads pages.</param>
internal sealed class BitunixLiquidations(BitunixReader reader)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>The fills, those of liquidations named so.</summary>
    public async Task<VenueResult<ImmutableArray<Fill>>> NameAsync(ImmutableArray<Fill> fills, CancellationToken cancellationToken)
    {
        var suspects = fills.Where(IsSuspect).ToArray();
        if (suspects.Length == 0)
        {
            return VenueResult<ImmutableArray<Fill>>.Success(fills);
        }

        // The venue reads the two times only together.
        var window = string.Create(
            CultureInfo.InvariantCulture,
            $"startTime={(suspects.Min(f => f.At) - Slack).ToUnixTimeMilliseconds()}&endTime={(suspects.Max(f => f.At) + Slack).ToUnixTimeMilliseconds()}");
        var closed = await reader.AllPagesAsync<BitunixPositionPage, BitunixClosedPosition>(
            BitunixPaths.PositionHistory,
            window,
            BitunixJson.Default.PositionPageReply,
            p => p.PositionId,
            RequestPriority.Query,
            cancellationToken);
        return closed.Map(rows =>
        {
            var liquidated = rows
                .Where(r => WireNumber.ParseOrZero(r.LiqQty, "liqQty") > 0m)
                .Select(r => (r.Symbol, At: BitunixMapper.ToTime(r.Mtime, "mtime")))
                .ToArray();
            return fills
                .Select(f => IsSuspect(f) && liquidated.Any(l => l.Symbol == f.Instrument.Symbol && (l.At - f.At).Duration() <= Slack)
                    ? f with { Kind = FillKind.Liquidation }
                    : f)
                .ToImmutableArray();
        });
    }

    private static bool IsSuspect(Fill fill) => fill.ClientOrderId is null && fill.Kind == FillKind.Trade;
}
