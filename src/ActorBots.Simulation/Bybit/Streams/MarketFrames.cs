using System.Buffers.Binary;
using System.Security.Cryptography;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>The frames of the public topics. Every running number is that of the market's tick.</summary>
internal static class MarketFrames
{
    /// <summary>All fields of a ticker.</summary>
    public static ReadOnlyMemory<byte> TickerSnapshot(string topic, TickerSnapshot ticker, long tick) =>
        Ticker(topic, "snapshot", ticker, TickerJson.StreamFields(ticker), tick);

    /// <summary>The fields of a ticker that changed, and the last price always, so that every tick is told.</summary>
    public static ReadOnlyMemory<byte> TickerDelta(string topic, TickerSnapshot before, TickerSnapshot ticker, long tick)
    {
        var changed = TickerJson.StreamFields(before).Zip(TickerJson.StreamFields(ticker))
            .Where(p => p.First.Value != p.Second.Value || p.Second.Key == "lastPrice")
            .Select(p => p.Second);
        return Ticker(topic, "delta", ticker, changed, tick);
    }

    /// <summary>A trade.</summary>
    public static ReadOnlyMemory<byte> Trade(string topic, MarketTick tick, string direction) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteString("type", "snapshot");
        json.WriteNumber("ts", tick.At.ToUnixTimeMilliseconds());
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteNumber("T", tick.At.ToUnixTimeMilliseconds());
        json.WriteString("s", tick.Symbol);
        json.WriteString("S", BybitWords.Of(tick.Side));
        json.WriteDecimal("v", tick.Quantity);
        json.WriteDecimal("p", tick.Price);
        json.WriteString("L", direction);
        json.WriteString("i", TradeId(tick.Number));
        json.WriteBoolean("BT", false);
        json.WriteBoolean("RPI", false);
        json.WriteNumber("seq", tick.Number);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A candle so far, or its final state.</summary>
    public static ReadOnlyMemory<byte> Candle(string topic, CandleInterval interval, MarketCandle candle) => WireJson.Write(json =>
    {
        var start = candle.OpenTime.ToUnixTimeMilliseconds();
        var at = candle.LastTradeAt.ToUnixTimeMilliseconds();
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteNumber("start", start);
        json.WriteNumber("end", start + (long)interval.Length().TotalMilliseconds - 1);
        json.WriteString("interval", BybitWords.Of(interval));
        json.WriteDecimal("open", candle.Open);
        json.WriteDecimal("close", candle.Close);
        json.WriteDecimal("high", candle.High);
        json.WriteDecimal("low", candle.Low);
        json.WriteDecimal("volume", candle.Volume);
        json.WriteDecimal("turnover", candle.Turnover);
        json.WriteBoolean("confirm", candle.IsClosed);
        json.WriteNumber("timestamp", at);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("ts", at);
        json.WriteString("type", "snapshot");
        json.WriteEndObject();
    });

    /// <summary>A whole book.</summary>
    public static ReadOnlyMemory<byte> Book(string topic, TickerSnapshot ticker, Instrument instrument, int depth, long tick) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteString("type", "snapshot");
        json.WriteNumber("ts", ticker.At.ToUnixTimeMilliseconds());
        json.WriteStartObject("data");
        BookJson.WriteMembers(json, ticker, instrument, depth, tick);
        json.WriteEndObject();
        json.WriteNumber("cts", ticker.At.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    });

    /// <summary>The direction of a trade against the ticker before it.</summary>
    public static string Direction(TickerSnapshot before, decimal price) => decimal.Compare(price, before.LastPrice) switch
    {
        > 0 => "PlusTick",
        < 0 => "MinusTick",
        _ => before.LastDirection < 0 ? "ZeroMinusTick" : "ZeroPlusTick",
    };

    private static ReadOnlyMemory<byte> Ticker(
        string topic, string type, TickerSnapshot ticker, IEnumerable<KeyValuePair<string, string>> fields, long tick) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteString("type", type);
        json.WriteStartObject("data");
        json.WriteString("symbol", ticker.Symbol);
        foreach (var (name, value) in fields)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("cs", tick);
        json.WriteNumber("ts", ticker.At.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    });

    /// <summary>A trade's id has the shape of a UUID and follows from its number.</summary>
    private static string TradeId(long number)
    {
        Span<byte> source = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(source, number);
        return new Guid(SHA256.HashData(source).AsSpan(0, 16)).ToString();
    }
}
