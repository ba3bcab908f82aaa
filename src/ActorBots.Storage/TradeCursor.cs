using System.Globalization;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage;

/// <summary>A place in the list of trades, newest first: closing time, then id, both descending.</summary>
/// <param name="ClosedAtMs">Unix milliseconds.</param>
/// <param name="TradeId">The trade's id.</param>
internal readonly record struct TradeCursor(long ClosedAtMs, string TradeId)
{
    private const char Separator = '_';

    /// <summary>The place of a trade.</summary>
    public static TradeCursor Of(TradeRow trade) => new(StoredInstant.ToStored(trade.ClosedAt), trade.TradeId);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">The text is no place in the list.</exception>
    public static TradeCursor Parse(string text)
    {
        var cut = text.IndexOf(Separator, StringComparison.Ordinal);
        return cut > 0 && long.TryParse(text.AsSpan(0, cut), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms)
            ? new TradeCursor(ms, text[(cut + 1)..])
            : throw new ArgumentException($"after '{text}' must be the Next of a page of trades", nameof(text));
    }

    /// <summary>Whether a trade comes later in the list than this place.</summary>
    public bool IsBefore(TradeRow trade)
    {
        var other = Of(trade);
        return other.ClosedAtMs < ClosedAtMs
            || (other.ClosedAtMs == ClosedAtMs && string.CompareOrdinal(other.TradeId, TradeId) < 0);
    }

    /// <summary>The place as text, as in <see cref="Page{T}.Next"/>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClosedAtMs}{Separator}{TradeId}");
}
