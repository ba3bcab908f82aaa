using System.Globalization;
using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The frames of the public channels; <c>ts</c> is market time.</summary>
internal static class MarketFrames
{
    private const int EmptyLevels = 15;
    private const decimal Percent = 100m;
    private const int PercentDecimals = 10;

    /// <summary>A trade.</summary>
    public static ReadOnlyMemory<byte> Trade(string channel, MarketTick tick) => Frame(channel, tick.Symbol, tick.At, json =>
    {
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("t", Seconds(tick.At));
        json.WriteDecimal("p", tick.Price);
        json.WriteDecimal("v", tick.Quantity);
        json.WriteString("s", tick.Side == OrderSide.Buy ? "buy" : "sell");
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>Figures of the day.</summary>
    public static ReadOnlyMemory<byte> Ticker(string channel, TickerSnapshot ticker) => Frame(channel, ticker.Symbol, ticker.At, json =>
    {
        json.WriteStartObject("data");
        WriteDay(json, ticker);
        json.WriteEndObject();
    });

    /// <summary>Figures of the day with the best bid and ask.</summary>
    public static ReadOnlyMemory<byte> Tickers(string channel, TickerSnapshot ticker, bool asArray) => Frame(channel, ticker.Symbol, ticker.At, json =>
    {
        json.WritePropertyName("data");
        if (asArray)
        {
            json.WriteStartArray();
        }

        json.WriteStartObject();
        WriteDay(json, ticker);
        json.WriteDecimal("bd", ticker.BidPrice);
        json.WriteDecimal("ak", ticker.AskPrice);
        json.WriteDecimal("bv", ticker.BidQuantity);
        json.WriteDecimal("av", ticker.AskQuantity);
        json.WriteEndObject();
        if (asArray)
        {
            json.WriteEndArray();
        }
    });

    /// <summary>Mark and index price; the rate, in percent, is that of the last settlement.</summary>
    public static ReadOnlyMemory<byte> Price(string channel, TickerSnapshot ticker) => Frame(channel, ticker.Symbol, ticker.At, json =>
    {
        json.WriteStartObject("data");
        json.WriteDecimal("ip", ticker.IndexPrice);
        json.WriteDecimal("mp", ticker.MarkPrice);
        json.WriteDecimal("fr", ticker.FundingRate * Percent);
        json.WriteString("ft", Seconds(ticker.NextFundingAt - ticker.FundingInterval));
        json.WriteString("nft", Seconds(ticker.NextFundingAt));
        json.WriteEndObject();
    });

    /// <summary>The book down to a depth.</summary>
    public static ReadOnlyMemory<byte> Book(string channel, TickerSnapshot ticker, Instrument instrument, int depth) =>
        Frame(channel, ticker.Symbol, ticker.At, json =>
        {
            json.WriteStartObject("data");
            json.WriteLevels("b", BookLevels.Of(ticker, instrument, depth, isBid: true));
            json.WriteLevels("a", BookLevels.Of(ticker, instrument, depth, isBid: false));
            json.WriteEndObject();
        });

    /// <summary>The one frame of a book that does not exist.</summary>
    public static ReadOnlyMemory<byte> NoBook(string channel, string symbol, DateTimeOffset at) => Frame(channel, symbol, at, json =>
    {
        var levels = Enumerable.Repeat((Price: string.Empty, Quantity: string.Empty), EmptyLevels).ToList();
        json.WriteStartObject("data");
        json.WriteLevels("b", levels);
        json.WriteLevels("a", levels);
        json.WriteEndObject();
    });

    /// <summary>A running candle; neither its open time nor its end is told.</summary>
    public static ReadOnlyMemory<byte> Candle(string channel, string symbol, MarketCandle candle, DateTimeOffset at) => Frame(channel, symbol, at, json =>
    {
        json.WriteStartObject("data");
        json.WriteDecimal("o", candle.Open);
        json.WriteDecimal("c", candle.Close);
        json.WriteDecimal("h", candle.High);
        json.WriteDecimal("l", candle.Low);
        json.WriteDecimal("b", candle.Volume);
        json.WriteDecimal("q", candle.Turnover);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Frame(string channel, string symbol, DateTimeOffset at, Action<Utf8JsonWriter> data) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("ch", channel);
        json.WriteString("symbol", symbol);
        json.WriteNumber("ts", at.ToUnixTimeMilliseconds());
        data(json);
        json.WriteEndObject();
    });

    private static void WriteDay(Utf8JsonWriter json, TickerSnapshot ticker)
    {
        var change = ticker.Price24hAgo == 0m ? 0m : (ticker.LastPrice - ticker.Price24hAgo) / ticker.Price24hAgo * Percent;
        json.WriteString("s", ticker.Symbol);
        json.WriteDecimal("o", ticker.Price24hAgo);
        json.WriteDecimal("la", ticker.LastPrice);
        json.WriteDecimal("h", ticker.High24h);
        json.WriteDecimal("l", ticker.Low24h);
        json.WriteDecimal("b", ticker.Volume24h);
        json.WriteDecimal("q", ticker.Turnover24h);
        json.WriteDecimal("r", decimal.Round(change, PercentDecimals));
    }

    private static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
