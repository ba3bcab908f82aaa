namespace ActorBots.Domain.Instruments;

/// <summary>The name of an instrument in the engine's own spelling, which is upper case base and quote: <c>BTCUSDT</c>.</summary>
public readonly record struct InstrumentId
{
    private readonly string? _symbol;

    /// <summary>Names an instrument.</summary>
    /// <param name="symbol">2 to 30 characters of <c>[A-Z0-9]</c>.</param>
    /// <exception cref="ArgumentException">The symbol has another shape.</exception>
    public InstrumentId(string symbol)
    {
        if (!IsValid(symbol))
        {
            throw new ArgumentException($"instrument '{symbol}' must be 2 to 30 characters of A-Z and 0-9", nameof(symbol));
        }

        _symbol = symbol;
    }

    /// <summary>The symbol; empty for the default value, which names nothing.</summary>
    public string Symbol => _symbol ?? string.Empty;

    /// <summary>Whether a text has the shape of a symbol.</summary>
    public static bool IsValid(string? symbol) =>
        symbol is { Length: >= 2 and <= 30 } && symbol.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'));


    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;
}
