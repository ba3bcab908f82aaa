using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// Turns Bybit's rows into ours. What must be understood and is not (status, side, type of an order, fill or position) is a
/// <see cref="WireFormatException"/>; what is foreign to us is left out and counted.
/// </summary>
internal static class BybitMapper
{
    private const string ShortLeg = "2";

    /// <summary>Whether a row of an account is about something that we can hold: a linear contract with a plain symbol.</summary>
    public static bool IsOurs(string? category, string? symbol, string where)
    {
        var ours = category is null or BybitRestApi.Category && InstrumentId.IsValid(symbol);
        if (!ours)
        {
            VenueMetrics.CountUnknown(BybitLink.Venue, where, category ?? "symbol");
        }

        return ours;
    }

    /// <summary>The instrument of a row; nothing when it is not a USDT perpetual or has no usable filters.</summary>
    public static Instrument? ToInstrument(BybitInstrument row)
    {
        if (row is not { ContractType: "LinearPerpetual", QuoteCoin: "USDT", SettleCoin: "USDT" })
        {
            return null;
        }

        var tick = WireNumber.TryParse(row.PriceFilter?.TickSize);
        var step = WireNumber.TryParse(row.LotSizeFilter?.QtyStep);
        var min = WireNumber.TryParse(row.LotSizeFilter?.MinOrderQty);
        var max = WireNumber.TryParse(row.LotSizeFilter?.MaxMktOrderQty);
        var leverage = WireNumber.TryParse(row.LeverageFilter?.MaxLeverage);
        if (!InstrumentId.IsValid(row.Symbol) || !(tick > 0m && step > 0m && min > 0m && max > 0m && leverage > 0m))
        {
            VenueMetrics.CountUnknown(BybitLink.Venue, "instrument", row.Symbol ?? "none");
            return null;
        }

        return new Instrument
        {
            Id = new InstrumentId(row.Symbol!),
            TickSize = tick.Value,
            QuantityStep = step.Value,
            MinQuantity = new Quantity(min.Value),
            MaxMarketQuantity = new Quantity(max.Value),
            MinNotional = new Money(WireNumber.TryParse(row.LotSizeFilter?.MinNotionalValue) ?? 0m),
            MaxLeverage = leverage.Value,
            IsTrading = row.Status == "Trading" && !row.IsPreListing,
        };
    }

    /// <summary>The candle of a REST row: start, open, high, low, close, volume, turnover.</summary>
    public static Candle ToCandle(string[] row) => row.Length >= 6
        ? new Candle(
            WireNumber.ParseTime(row[0], "kline start"),
            new Price(WireNumber.Parse(row[1], "kline open")),
            new Price(WireNumber.Parse(row[2], "kline high")),
            new Price(WireNumber.Parse(row[3], "kline low")),
            new Price(WireNumber.Parse(row[4], "kline close")),
            new Quantity(WireNumber.Parse(row[5], "kline volume")))
        : throw new WireFormatException($"a kline row has {row.Length} columns");

    /// <summary>The candle of a stream message.</summary>
    public static Candle ToCandle(BybitKline row) =>
        ToCandle([row.Start ?? string.Empty, row.Open ?? string.Empty, row.High ?? string.Empty, row.Low ?? string.Empty, row.Close ?? string.Empty, row.Volume ?? string.Empty]);

    /// <summary>The report of an order row.</summary>
    public static OrderReport ToReport(BybitOrder row)
    {
        UnknownFields.Count(BybitLink.Venue, "order", row.Rest, BybitKnownFields.Order);
        _ = ToOrderType(row.OrderType);
        var filled = WireNumber.ParseOrZero(row.CumExecQty, "cumExecQty");
        return new OrderReport
        {
            ClientOrderId = ClientOrderId.TryParse(row.OrderLinkId),
            VenueOrderId = WireField.Required(row.OrderId, "orderId"),
            Instrument = WireField.ToInstrumentId(row.Symbol),
            Side = ToSide(row.Side),
            Status = ToStatus(row.OrderStatus),
            Quantity = new Quantity(WireNumber.Parse(row.Qty, "qty")),
            FilledQuantity = new Quantity(filled),
            AveragePrice = filled == 0m ? null : WireField.ToPriceOrNone(row.AvgPrice, "avgPrice"),
            TriggerPrice = WireField.ToPriceOrNone(row.TriggerPrice, "triggerPrice"),
            ReduceOnly = row.ReduceOnly,
            Reason = ReasonOf(row),
            UpdatedAt = WireNumber.ParseTime(row.UpdatedTime, "updatedTime"),
        };
    }

    /// <summary>The fill of an execution row; nothing when the row is no fill (funding, delivery, transfer).</summary>
    public static Fill? ToFill(BybitExecution row)
    {
        UnknownFields.Count(BybitLink.Venue, "execution", row.Rest, BybitKnownFields.Execution);
        return ToFillKind(row.ExecType) is { } kind
            ? new Fill
            {
                FillId = WireField.Required(row.ExecId, "execId"),
                ClientOrderId = ClientOrderId.TryParse(row.OrderLinkId),
                VenueOrderId = WireField.Required(row.OrderId, "orderId"),
                Instrument = WireField.ToInstrumentId(row.Symbol),
                Side = ToSide(row.Side),
                Price = WireField.ToPrice(row.ExecPrice, "execPrice"),
                Quantity = new Quantity(WireNumber.Parse(row.ExecQty, "execQty")),
                Fee = new Money(WireNumber.ParseOrZero(row.ExecFee, "execFee")),
                Kind = kind,
                At = WireNumber.ParseTime(row.ExecTime, "execTime"),
            }
            : null;
    }

    /// <summary>The payment of a funding row; nothing for any other. Bybit's fee is positive when paid, ours negative.</summary>
    public static FundingPayment? ToFunding(BybitExecution row) => row.ExecType == "Funding"
        ? new FundingPayment(
            WireField.Required(row.ExecId, "execId"),
            WireField.ToInstrumentId(row.Symbol),
            new Money(-WireNumber.Parse(row.ExecFee, "execFee")),
            new Quantity(WireNumber.ParseOrZero(row.ExecQty, "execQty")),
            WireNumber.ParseTime(row.ExecTime, "execTime"))
        : null;

    /// <summary>
    /// The positions of rows: of several rows of one position the newest counts, and in hedge mode the quantity is the long leg's, the short
    /// leg told apart.
    /// </summary>
    public static ImmutableArray<VenuePosition> ToPositions(IEnumerable<BybitPosition> rows) =>
    [
        .. rows.Select(r => (r.PositionIdx, Position: r.PositionIdx == ShortLeg ? ToShortLeg(r) : ToPosition(r)))
            .GroupBy(r => (r.Position.Instrument, r.PositionIdx), r => r.Position)
            .Select(versions => versions.Aggregate((left, right) => right.UpdatedAt >= left.UpdatedAt ? right : left))
            .GroupBy(p => p.Instrument)
            .Select(Join),
    ];

    /// <summary>
    /// The USDT balance; nothing when the row does not tell about USDT. Available is the lesser of what the account may use and what
    /// USDT alone covers, so that neither another coin nor unrealized profit is counted as margin.
    /// </summary>
    public static AccountBalance? ToBalance(BybitWallet row)
    {
        if (row.Coin?.FirstOrDefault(c => c.Coin == "USDT") is not { } coin)
        {
            return null;
        }

        var wallet = WireNumber.ParseOrZero(coin.WalletBalance, "walletBalance");
        var free = wallet
            - WireNumber.ParseOrZero(coin.TotalPositionIM, "totalPositionIM")
            - WireNumber.ParseOrZero(coin.TotalOrderIM, "totalOrderIM")
            - WireNumber.ParseOrZero(coin.Locked, "locked")
            - WireNumber.ParseOrZero(coin.Bonus, "bonus");
        var available = Math.Max(0m, Math.Min(free, WireNumber.TryParse(row.TotalAvailableBalance) ?? free));
        return new AccountBalance(new Money(wallet), new Money(WireNumber.ParseOrZero(coin.Equity, "equity")), new Money(available));
    }

    /// <summary>The side's word.</summary>
    public static string ToText(OrderSide side) => side switch
    {
        OrderSide.Buy => "Buy",
        OrderSide.Sell => "Sell",
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, "not an order side"),
    };

    /// <summary>The interval's word: minutes.</summary>
    public static string ToText(CandleInterval interval) => WireNumber.Format((int)interval);

    private static VenuePosition ToPosition(BybitPosition row)
    {
        UnknownFields.Count(BybitLink.Venue, "position", row.Rest, BybitKnownFields.Position);
        var size = WireNumber.ParseOrZero(row.Size, "size");
        var sign = Lower(row.Side) switch
        {
            "buy" => 1m,
            "sell" => -1m,
            "" or "none" when size == 0m => 0m,
            _ => throw new WireFormatException($"position side '{row.Side}' with size '{row.Size}' is unknown"),
        };
        var average = size == 0m ? null : WireField.ToPriceOrNone(string.IsNullOrEmpty(row.AvgPrice) ? row.EntryPrice : row.AvgPrice, "avgPrice");
        return new VenuePosition(WireField.ToInstrumentId(row.Symbol), sign * size, average, WireNumber.ParseTime(row.UpdatedTime, "updatedTime"));
    }

    private static VenuePosition ToShortLeg(BybitPosition row)
    {
        var position = ToPosition(row);
        return position.NetQuantity <= 0m
            ? position with { NetQuantity = 0m, AverageEntryPrice = null, ShortLegQuantity = -position.NetQuantity }
            : throw new WireFormatException($"position side '{row.Side}' with positionIdx '{row.PositionIdx}' is unknown");
    }

    private static VenuePosition Join(IGrouping<InstrumentId, VenuePosition> legs) => new(
        legs.Key,
        legs.Sum(l => l.NetQuantity),
        legs.Select(l => l.AverageEntryPrice).FirstOrDefault(p => p is not null),
        legs.Max(l => l.UpdatedAt))
    {
        ShortLegQuantity = legs.Sum(l => l.ShortLegQuantity),
    };

    private static FillKind? ToFillKind(string? execType) => Lower(execType) switch
    {
        "trade" or "blocktrade" => FillKind.Trade,
        "adltrade" => FillKind.AutoDeleveraging,
        "busttrade" => FillKind.Liquidation,
        "funding" or "delivery" or "settle" or "moveposition" or "futurespread" or "corporateaction" => null,
        _ => throw new WireFormatException($"execType '{execType}' is unknown"),
    };

    private static OrderStatus ToStatus(string? status) => Lower(status) switch
    {
        "new" => OrderStatus.New,
        "untriggered" => OrderStatus.Untriggered,
        "triggered" => OrderStatus.Triggered,
        "partiallyfilled" => OrderStatus.PartiallyFilled,
        "filled" => OrderStatus.Filled,
        "cancelled" or "deactivated" or "partiallyfilledcanceled" => OrderStatus.Cancelled,
        "rejected" => OrderStatus.Rejected,
        _ => throw new WireFormatException($"orderStatus '{status}' is unknown"),
    };

    private static OrderSide ToSide(string? side) => Lower(side) switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw new WireFormatException($"side '{side}' is unknown"),
    };

    private static string ToOrderType(string? type) => Lower(type) is "market" or "limit"
        ? type!
        : throw new WireFormatException($"orderType '{type}' is unknown");

    private static string ReasonOf(BybitOrder row)
    {
        string?[] words = [row.RejectReason, row.CancelType];
        return string.Join(' ', words.Where(w => w is not (null or "" or "EC_NoError" or "UNKNOWN")));
    }

    private static string Lower(string? text) => text?.ToLowerInvariant() ?? string.Empty;
}
