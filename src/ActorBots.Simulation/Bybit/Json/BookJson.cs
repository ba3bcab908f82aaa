using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>Order books as the call and the stream show them.</summary>
internal static class BookJson
{
    /// <summary>Writes symbol, both sides and the running numbers, which are the members that both share.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="ticker">What the book is made up from.</param>
    /// <param name="instrument">Gives the tick.</param>
    /// <param name="depth">Levels per side.</param>
    /// <param name="number">Running number of the update.</param>
    public static void WriteMembers(Utf8JsonWriter json, TickerSnapshot ticker, Instrument instrument, int depth, long number)
    {
        json.WriteString("s", ticker.Symbol);
        json.WriteLevels("b", BookLevels.Of(ticker, instrument, depth, isBid: true));
        json.WriteLevels("a", BookLevels.Of(ticker, instrument, depth, isBid: false));
        json.WriteNumber("u", number);
        json.WriteNumber("seq", number);
    }
}
