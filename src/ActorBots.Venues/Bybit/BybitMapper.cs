using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// Turns Bybit's rows into ours. What must be understood and is not (status, side, type of an order, fill or position) is a
/// <see cref="BybitFormatException"/>; what is foreign to us is left out and counted.
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

        var tick = BybitNumber.TryParse(row.PriceFilter?.TickSize);
        var step = BybitNumber.TryParse(row.LotSizeFilter?.QtyStep);
        var min = BybitNumber.TryParse(row.LotSizeFilter?.MinOrderQty);
        var max = BybitNumber.TryParse(row.LotSizeFilter?.MaxMktOrderQty);
        var leverage = BybitNumber.TryParse(row.LeverageFilter?.MaxLeverage);
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
            MinNotional = new Money(BybitNumber.TryParse(row.LotSizeFilter?.MinNotionalValue) ?? 0m),
            MaxLeverage = leverage.Value,
            IsTrading = row.Status == "Trading" && !row.IsPreListing,
        };
    }

    /// <summary>The candle of a REST row: start, open, high, low, close, volume, turnover.</summary>
    public static Candle ToCandle(string[] row) => row.Length >= 6
        ? new Candle(
            BybitNumber.ParseTime(row[0], "kline start"),
            new Price(BybitNumber.Parse(row[1], "kline open")),
            new Price(BybitNumber.Parse(row[2], "kline high")),
            new Price(BybitNumber.Parse(row[3], "kline low")),
            new Price(BybitNumber.Parse(row[4], "kline close")),
            new Quantity(BybitNumber.Parse(row[5], "kline volume")))
        : throw new BybitFormatException($"a kline row has {row.Length} columns");

    /// <summary>The candle of a stream message.</summary>
    public static Candle ToCandle(BybitKline row) =>
        ToCandle([row.Start ?? string.Empty, row.Open ?? string.Empty, row.High ?? string.Empty, row.Low ?? string.Empty, row.Close ?? string.Empty, row.Volume ?? string.Empty]);

    /// <summary>The report of an order row.</summary>
    public static OrderReport ToReport(BybitOrder row)
    {
        BybitKnownFields.CountUnknown("order", row.Rest, BybitKnownFields.Order);
        _ = ToOrderType(row.OrderType);
        var filled = BybitNumber.ParseOrZero(row.CumExecQty, "cumExecQty");
        return new OrderReport
        {
            ClientOrderId = ClientOrderId.TryParse(row.OrderLinkId),
            VenueOrderId = Required(row.OrderId, "orderId"),
            Instrument = ToInstrumentId(row.Symbol),
            Side = ToSide(row.Side),
            Status = ToStatus(row.OrderStatus),
            Quantity = new Quantity(BybitNumber.Parse(row.Qty, "qty")),
            FilledQuantity = new Quantity(filled),
            AveragePrice = filled == 0m ? null : PositivePrice(row.AvgPrice, "avgPrice"),
            TriggerPrice = PositivePrice(row.TriggerPrice, "triggerPrice"),
            ReduceOnly = row.ReduceOnly,
            Reason = ReasonOf(row),
            UpdatedAt = BybitNumber.ParseTime(row.UpdatedTime, "updatedTime"),
        };
    }

    /// <summary>The fill of an execution row; nothing when the row is no fill (funding, delivery, transfer).</summary>
    public static Fill? ToFill(BybitExecution row)
    {
        BybitKnownFields.CountUnknown("execution", row.Rest, BybitKnownFields.Execution);
        return ToFillKind(row.ExecType) is { } kind
            ? new Fill
            {
                FillId = Required(row.ExecId, "execId"),
                ClientOrderId = ClientOrderId.TryParse(row.OrderLinkId),
                VenueOrderId = Required(row.OrderId, "orderId"),
                Instrument = ToInstrumentId(row.Symbol),
                Side = ToSide(row.Side),
                Price = ToPrice(row.ExecPrice, "execPrice"),
                Quantity = new Quantity(BybitNumber.Parse(row.ExecQty, "execQty")),
                Fee = new Money(BybitNumber.ParseOrZero(row.ExecFee, "execFee")),
                Kind = kind,
                At = BybitNumber.ParseTime(row.ExecTime, "execTime"),
            }
            : null;
    }

    /// <summary>The payment of a funding row; nothing for any other. Bybit's fee is positive when paid, ours negative.</summary>
    public static FundingPayment? ToFunding(BybitExecution row) => row.ExecType == "Funding"
        ? new FundingPayment(
            Required(row.ExecId, "execId"),
            ToInstrumentId(row.Symbol),
            new Money(-BybitNumber.Parse(row.ExecFee, "execFee")),
            new Quantity(BybitNumber.ParseOrZero(row.ExecQty, "execQty")),
            BybitNumber.ParseTime(row.ExecTime, "execTime"))
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

        var wallet = BybitNumber.ParseOrZero(coin.WalletBalance, "walletBalance");
        var free = wallet
            - BybitNumber.ParseOrZero(coin.TotalPositionIM, "totalPositionIM")
            - BybitNumber.ParseOrZero(coin.TotalOrderIM, "totalOrderIM")
            - BybitNumber.ParseOrZero(coin.Locked, "locked")
            - BybitNumber.ParseOrZero(coin.Bonus, "bonus");
        var available = Math.Max(0m, Math.Min(free, BybitNumber.TryParse(row.TotalAvailableBalance) ?? free));
        return new AccountBalance(new Money(wallet), new Money(BybitNumber.ParseOrZero(coin.Equity, "equity")), new Money(available));
    }

    /// <summary>The side's word.</summary>
    public static string ToText(OrderSide side) => side switch
    {
        OrderSide.Buy => "Buy",
        OrderSide.Sell => "Sell",
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, "not an order side"),
    };

    /// <summary>The interval's word: minutes.</summary>
    public static string ToText(CandleInterval interval) => BybitNumber.Format((int)interval);

    /// <summary>The instant of a message.</summary>
    public static DateTimeOffset ToInstant(long milliseconds) => milliseconds is > 0 and < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw new BybitFormatException($"'{milliseconds}' is not a time in milliseconds");

    /// <summary>A price that must be there.</summary>
    public static Price ToPrice(string? text, string field) =>
        PositivePrice(text, field) ?? throw new BybitFormatException($"{field} '{text}' is not positive");

    /// <summary>The instrument of a symbol.</summary>
    public static InstrumentId ToInstrumentId(string? symbol) =>
        InstrumentId.IsValid(symbol) ? new InstrumentId(symbol!) : throw new BybitFormatException($"symbol '{symbol}' is unknown");

    private static VenuePosition ToPosition(BybitPosition row)
    {
        BybitKnownFields.CountUnknown("position", row.Rest, BybitKnownFields.Position);
        var size = BybitNumber.ParseOrZero(row.Size, "size");
        var sign = Lower(row.Side) switch
        {
            "buy" => 1m,
            "sell" => -1m,
            "" or "none" when size == 0m => 0m,
            _ => throw new BybitFormatException($"position side '{row.Side}' with size '{row.Size}' is unknown"),
        };
        var average = size == 0m ? null : PositivePrice(string.IsNullOrEmpty(row.AvgPrice) ? row.EntryPrice : row.AvgPrice, "avgPrice");
        return new VenuePosition(ToInstrumentId(row.Symbol), sign * size, average, BybitNumber.ParseTime(row.UpdatedTime, "updatedTime"));
    }

    private static VenuePosition ToShortLeg(BybitPosition row)
    {
        var position = ToPosition(row);
        return position.NetQuantity <= 0m
            ? position with { NetQuantity = 0m, AverageEntryPrice = null, ShortLegQuantity = -position.NetQuantity }
            : throw new BybitFormatException($"position side '{row.Side}' with positionIdx '{row.PositionIdx}' is unknown");
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
        _ => throw new BybitFormatException($"execType '{execType}' is unknown"),
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
        _ => throw new BybitFormatException($"orderStatus '{status}' is unknown"),
    };

    private static OrderSide ToSide(string? side) => Lower(side) switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw new BybitFormatException($"side '{side}' is unknown"),
    };

    private static string ToOrderType(string? type) => Lower(type) is "market" or "limit"
        ? type!
        : throw new BybitFormatException($"orderType '{type}' is unknown");

    private static string ReasonOf(BybitOrder row)
    {
        string?[] words = [row.RejectReason, row.CancelType];
        return string.Join(' ', words.Where(w => w is not (null or "" or "EC_NoError" or "UNKNOWN")));
    }

    private static Price? PositivePrice(string? text, string field) =>
        BybitNumber.ParseOrZero(text, field) is var value and > 0m ? new Price(value) : null;

    private static string Required(string? text, string field) =>
        string.IsNullOrEmpty(text) ? throw new BybitFormatException($"{field} is missing") : text;

    private static string Lower(string? text) => text?.ToLowerInvariant() ?? string.Empty;
}
