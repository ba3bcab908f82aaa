using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Wire.Json;

/// <summary>A thin made-up book around the last price: sizes grow with the distance.</summary>
internal static class BookLevels
{
    /// <summary>One side, the best price first.</summary>
    /// <param name="ticker">What the book is made up from.</param>
    /// <param name="instrument">Gives the tick.</param>
    /// <param name="depth">Levels per side; fewer where the price would not be above zero.</param>
    /// <param name="isBid">Which side.</param>
    public static IEnumerable<(string Price, string Quantity)> Of(TickerSnapshot ticker, Instrument instrument, int depth, bool isBid)
    {
        var best = isBid ? ticker.BidPrice : ticker.AskPrice;
        var quantity = isBid ? ticker.BidQuantity : ticker.AskQuantity;
        var step = isBid ? -instrument.TickSize : instrument.TickSize;
        return Enumerable.Range(0, depth)
            .Select(level => (Price: best + (level * step), Quantity: quantity * (level + 1)))
            .Where(l => l.Price > 0m)
            .Select(l => (WireJson.Text(l.Price), WireJson.Text(l.Quantity)));
    }

    /// <summary>Writes levels as pairs of texts.</summary>
    public static void WriteLevels(this Utf8JsonWriter json, string name, IEnumerable<(string Price, string Quantity)> levels)
    {
        json.WriteStartArray(name);
        foreach (var (price, quantity) in levels)
        {
            json.WriteStartArray();
            json.WriteStringValue(price);
            json.WriteStringValue(quantity);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
