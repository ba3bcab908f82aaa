using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Turns Bitunix's rows and pushes into ours. Words are compared without case and trailing underscores. What must be understood and is not
/// (status, side, type) is a <see cref="WireFormatException"/>.
/// </summary>
internal static class BitunixMapper
{
    /// <summary>Whether a row is about something that we can hold; a foreign one is counted.</summary>
    public static bool IsOurs(string? symbol, string where)
    {
        var ours = InstrumentId.IsValid(symbol) && symbol!.EndsWith("USDT", StringComparison.Ordinal);
        if (!ours)
        {
            VenueMetrics.CountUnknown(BitunixLink.Venue, where, "symbol");
        }

        return ours;
    }

    /// <summary>The report of an order. A successful market order may come without a price; that is no error.</summary>
    public static OrderReport ToReport(BitunixOrder row)
    {
        UnknownFields.Count(BitunixLink.Venue, "order", row.Rest, BitunixKnownFields.Order);
        _ = IsMarket(row);
        var filled = FilledOf(row);
        var status = ToStatus(row.Status ?? row.OrderStatus);
        return new OrderReport
        {
            ClientOrderId = ClientOrderId.TryParse(row.ClientId),
            VenueOrderId = WireField.Required(row.OrderId, "orderId"),
            Instrument = WireField.ToInstrumentId(row.Symbol),
            Side = ToSide(row.Side),
            Status = status == OrderStatus.New && filled > 0m ? OrderStatus.PartiallyFilled : status,
            Quantity = new Quantity(WireNumber.Parse(row.Qty, "qty")),
            FilledQuantity = new Quantity(filled),
            AveragePrice = filled == 0m ? null : WireField.ToPriceOrNone(row.AvgPrice ?? row.AveragePrice, "averagePrice"),
            ReduceOnly = IsReduceOnly(row),
            Reason = status == OrderStatus.Cancelled ? Word(row.Status ?? row.OrderStatus) : string.Empty,
            UpdatedAt = ToTime(row.Mtime ?? row.Ctime, "mtime"),
        };
    }

    /// <summary>The fill of a trade row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="order">Whose trade it is; trade rows do not tell.</param>
    /// <param name="kind">What caused it.</param>
    public static Fill ToFill(BitunixUserTrade row, ClientOrderId? order, FillKind kind)
    {
        UnknownFields.Count(BitunixLink.Venue, "trade", row.Rest, BitunixKnownFields.Trade);
        return new Fill
        {
            FillId = WireField.Required(row.TradeId, "tradeId"),
            ClientOrderId = order,
            VenueOrderId = WireField.Required(row.OrderId, "orderId"),
            Instrument = WireField.ToInstrumentId(row.Symbol),
            Side = ToSide(row.Side),
            Price = WireField.ToPrice(row.Price, "price"),
            Quantity = new Quantity(WireNumber.Parse(row.Qty, "qty")),
            Fee = new Money(WireNumber.ParseOrZero(row.Fee, "fee")),
            Kind = kind,
            At = ToTime(row.Ctime, "ctime"),
        };
    }

    /// <summary>One leg of a position.</summary>
    /// <param name="row">A row or a push.</param>
    /// <param name="at">When it was told, for rows without a time of change.</param>
    public static BitunixLeg ToLeg(BitunixPosition row, DateTimeOffset at)
    {
        UnknownFields.Count(BitunixLink.Venue, "position", row.Rest, BitunixKnownFields.Position);
        var quantity = WireNumber.ParseOrZero(row.Qty, "qty");
        var value = WireNumber.TryParse(row.EntryValue);
        var average = WireField.ToPriceOrNone(row.AvgOpenPrice, "avgOpenPrice");
        return new BitunixLeg(
            WireField.Required(row.PositionId, "positionId"),
            WireField.ToInstrumentId(row.Symbol),
            ToLongSide(row.Side),
            ToMode(row.PositionMode),
            quantity,
            quantity == 0m ? null : average ?? (value > 0m ? new Price(value.Value / quantity) : null),
            WireNumber.ParseOrZero(row.Funding, "funding"),
            WireNumber.ParseOrZero(row.UnrealizedPNL, "unrealizedPNL"),
            ToTime(row.Ctime, "ctime"),
            row.Mtime is null ? at : ToTime(row.Mtime, "mtime"));
    }

    /// <summary>The mode of an account's positions.</summary>
    public static BitunixPositionMode ToMode(string? mode) => Word(mode) switch
    {
        "ONE_WAY" => BitunixPositionMode.OneWay,
        "HEDGE" => BitunixPositionMode.Hedge,
        _ => throw new WireFormatException($"positionMode '{mode}' is unknown"),
    };

    /// <summary>A stop as the venue's row or push tells it; nothing when it is a take profit or protects a whole position.</summary>
    public static BitunixStopRow? ToStopRow(BitunixStop row)
    {
        UnknownFields.Count(BitunixLink.Venue, "tpsl", row.Rest, BitunixKnownFields.Stop);
        var quantity = WireNumber.ParseOrZero(row.SlQty, "slQty");
        return WireField.ToPriceOrNone(row.SlPrice, "slPrice") is { } trigger && quantity > 0m
            ? new BitunixStopRow(
                WireField.Required(string.IsNullOrEmpty(row.Id) ? row.OrderId : row.Id, "id"),
                WireField.ToInstrumentId(row.Symbol),
                new Quantity(quantity),
                trigger,
                string.IsNullOrEmpty(row.Status) ? BitunixStopStatus.Pending : ToStopStatus(row.Status),
                string.IsNullOrEmpty(row.Ctime) ? null : ToTime(row.Ctime, "ctime"),
                row.TriggerTime is null or "" or "0" ? null : ToTime(row.TriggerTime, "triggerTime"),
                string.IsNullOrEmpty(row.Status) ? string.Empty : Word(row.Status))
            : null;
    }

    /// <summary>The balance. Wallet = free + bound by orders + bound by positions, unrealized results outside.</summary>
    /// <param name="row">An answer or a push.</param>
    /// <param name="unrealized">Unrealized result, for pushes, which do not tell it.</param>
    public static AccountBalance ToBalance(BitunixAccount row, decimal unrealized)
    {
        var free = WireNumber.Parse(row.Available, "available");
        var wallet = free + WireNumber.ParseOrZero(row.Frozen, "frozen") + WireNumber.ParseOrZero(row.Margin, "margin");
        var open = row.CrossUnrealizedPNL is null && row.IsolationUnrealizedPNL is null
            ? unrealized
            : WireNumber.ParseOrZero(row.CrossUnrealizedPNL, "crossUnrealizedPNL") + WireNumber.ParseOrZero(row.IsolationUnrealizedPNL, "isolationUnrealizedPNL");
        return new AccountBalance(new Money(wallet), new Money(wallet + open), new Money(Math.Max(0m, free)));
    }

    /// <summary>What caused an order that nobody here sent. The venue's words for it are not documented; see the README.</summary>
    public static FillKind ToFillKind(string? source) => Word(source) switch
    {
        var word when word.Contains("LIQ", StringComparison.Ordinal) => FillKind.Liquidation,
        var word when word.Contains("ADL", StringComparison.Ordinal) || word.Contains("DELEVERAG", StringComparison.Ordinal) => FillKind.AutoDeleveraging,
        _ => FillKind.Trade,
    };

    /// <summary>Executed quantity so far.</summary>
    public static decimal FilledOf(BitunixOrder row) => WireNumber.ParseOrZero(row.TradeQty ?? row.DealAmount, "tradeQty");

    /// <summary>Whether an order may only shrink a position; pushes mostly do not tell.</summary>
    public static bool IsReduceOnly(BitunixOrder row) => Word(row.ReduceOnly ?? row.ReductionOnly) == "TRUE";

    /// <summary>Whether it is a market order.</summary>
    public static bool IsMarket(BitunixOrder row) => Word(row.OrderType ?? row.Type) switch
    {
        "MARKET" => true,
        "LIMIT" => false,
        _ => throw new WireFormatException($"orderType '{row.OrderType ?? row.Type}' is unknown"),
    };

    /// <summary>The side.</summary>
    public static OrderSide ToSide(string? side) => Word(side) switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => throw new WireFormatException($"side '{side}' is unknown"),
    };

    /// <summary>The side's word.</summary>
    public static string ToText(OrderSide side) => side switch
    {
        OrderSide.Buy => "BUY",
        OrderSide.Sell => "SELL",
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, "not an order side"),
    };

    /// <summary>An instant: milliseconds in answers, ISO 8601 with up to nine decimals in pushes.</summary>
    public static DateTimeOffset ToTime(string? text, string field) =>
        text is not null && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(WithoutNanoseconds(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : WireNumber.ParseTime(text, field);

    private static string WithoutNanoseconds(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var end = dot < 0 ? -1 : text.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9');
        return end > 7 ? text.Remove(dot + 8, end - 7) : text;
    }

    private static bool ToLongSide(string? side) => Word(side) switch
    {
        "BUY" or "LONG" => true,
        "SELL" or "SHORT" => false,
        _ => throw new WireFormatException($"position side '{side}' is unknown"),
    };

    private static OrderStatus ToStatus(string? status) => Word(status) switch
    {
        "INIT" or "NEW" => OrderStatus.New,
        "PART_FILLED" => OrderStatus.PartiallyFilled,
        "FILLED" => OrderStatus.Filled,
        "CANCELED" or "PART_FILLED_CANCELED" or "SYSTEM_CANCELED" or "EXPIRED" => OrderStatus.Cancelled,
        _ => throw new WireFormatException($"order status '{status}' is unknown"),
    };

    private static BitunixStopStatus ToStopStatus(string? status) => Word(status) switch
    {
        "INIT" or "NEW" or "PENDING_CANCEL" => BitunixStopStatus.Pending,
        "TRIGGER_WAIT_PLACE" or "FILLED" => BitunixStopStatus.Fired,
        "CANCELED" or "SYSTEM_CANCELED" or "EXPIRED" => BitunixStopStatus.Cancelled,
        "FAILED" => BitunixStopStatus.Failed,
        _ => throw new WireFormatException($"tpsl status '{status}' is unknown"),
    };

    private static string Word(string? text) => text?.Trim('_').ToUpperInvariant() ?? string.Empty;
}
