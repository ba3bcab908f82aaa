using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Parameters that many calls have.</summary>
internal static class SharedParameters
{
    /// <summary>The symbol in the exchange's spelling; symbols are case-insensitive. Empty when absent.</summary>
    public static string Symbol(this RestParameters parameters) => parameters.Text("symbol").ToUpperInvariant();

    /// <summary>The symbol, which must be there.</summary>
    public static string RequiredSymbol(this RestParameters parameters) => parameters.Required("symbol").ToUpperInvariant();

    /// <summary>A text; nothing when absent or empty.</summary>
    public static string? Optional(this RestParameters parameters, string name) => parameters.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>How many rows to leave out; zero or more.</summary>
    public static int Skip(this RestParameters parameters)
    {
        var skip = parameters.Integer("skip") ?? 0;
        if (skip is < 0 or > int.MaxValue / 2)
        {
            parameters.Bad("skip");
            return 0;
        }

        return (int)skip;
    }

    /// <summary>Whether the coin of margin is named, and is the one that there is.</summary>
    public static void CheckMarginCoin(this RestParameters parameters)
    {
        if (!parameters.Required("marginCoin").Equals("USDT", StringComparison.OrdinalIgnoreCase))
        {
            parameters.Bad("marginCoin");
        }
    }
}
