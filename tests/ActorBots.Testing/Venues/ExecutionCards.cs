using System.Collections.Immutable;

namespace ActorBots.Testing.Venues;

/// <summary>The 69 acceptance cards for execution: which apply to the port, and why the others do not.</summary>
public static class ExecutionCards
{
    private const string NoShort = "bots trade the long side alone";
    private const string NoLimit = "the port has no limit orders";
    private const string NoTimeInForce = "the port has no time in force: entries and exits are market orders";
    private const string NoBracket = "the port has no brackets: the stop is an order of its own after the fill";
    private const string NoBatch = "the port sends one order per request";
    private const string NoTouch = "the port's only conditional order is the protective stop";
    private const string NoOptions = "USDT perpetuals alone";

    /// <summary>All cards in order.</summary>
    public static ImmutableArray<ExecutionCard> All { get; } =
    [
        new("E01", "market buy fills"),
        new("E02", "market sell opens a short", NoShort),
        new("E03", "market order, immediate or cancel", NoTimeInForce),
        new("E04", "market order, fill or kill", NoTimeInForce),
        new("E05", "market order in quote quantity", "quantities are base units"),
        new("E06", "close by market order"),
        .. Many(NoLimit, ("E10", "limit buy"), ("E11", "limit sell"), ("E12", "limit pair"), ("E13", "limit IOC that fills"), ("E14", "limit IOC that does not fill")),
        .. Many(NoLimit, ("E15", "limit FOK that fills"), ("E16", "limit FOK that does not fill"), ("E17", "limit with expiry"), ("E18", "expiry of a limit order"), ("E19", "limit for the day")),
        new("E20", "stop-market buy", NoShort),
        new("E21", "stop-market sell rests"),
        .. Many(NoTouch, ("E22", "stop-limit buy"), ("E23", "stop-limit sell"), ("E24", "market if touched, buy"), ("E25", "market if touched, sell"), ("E26", "limit if touched, buy"), ("E27", "limit if touched, sell")),
        .. Many(NoLimit, ("E30", "move a limit buy"), ("E31", "move a limit sell"), ("E32", "replace a limit buy"), ("E33", "replace a limit sell")),
        new("E34", "move a stop"),
        new("E35", "replace a stop"),
        new("E36", "move refused for lack of support", "both venues can move a stop"),
        new("E40", "cancel one order"),
        new("E41", "cancel all orders"),
        new("E42", "cancel one by one"),
        new("E43", "cancel in a batch", NoBatch),
        new("E44", "cancel what is cancelled"),
        .. Many(NoBracket, ("E50", "bracket buy"), ("E51", "bracket sell"), ("E52", "bracket becomes active by the fill"), ("E53", "bracket with post-only entry")),
        new("E60", "post-only", NoLimit),
        new("E61", "reduce-only close"),
        new("E62", "display quantity", NoLimit),
        new("E63", "parameters of the venue's own", "venue words stop at the mapper"),
        new("E70", "post-only refused", NoLimit),
        new("E71", "reduce-only refused when flat"),
        new("E72", "what is not offered is denied"),
        new("E73", "unsupported time in force", NoTimeInForce),
        new("E74", "submit with unknown outcome"),
        new("E75", "cancel with unknown outcome"),
        new("E76", "move with unknown outcome"),
        .. Many(NoBatch, ("E77", "batch with unknown outcome"), ("E78", "one order of a batch refused")),
        new("E80", "position opened right at the start"),
        new("E81", "orders cancelled at the stop"),
        new("E82", "position closed at the stop"),
        new("E83", "subscriptions ended at the stop"),
        new("E84", "open orders of an earlier session"),
        new("E85", "filled orders of an earlier session"),
        new("E86", "long position of an earlier session"),
        new("E87", "short position of an earlier session"),
        .. Many(NoOptions, ("E90", "limit buy of an option"), ("E91", "limit sell of an option"), ("E92", "alternative pricing"), ("E94", "unsupported type for options")),
        .. Many(NoOptions, ("E96", "conditional order on an option"), ("E99", "fill or kill on an option"), ("E100", "cancel of an option order"), ("E101", "option position of an earlier session")),
    ];

    private static IEnumerable<ExecutionCard> Many(string notOurs, params (string Number, string Subject)[] cards) =>
        cards.Select(c => new ExecutionCard(c.Number, c.Subject, notOurs));
}
