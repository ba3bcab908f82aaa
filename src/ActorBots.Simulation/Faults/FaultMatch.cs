using System.Globalization;

namespace ActorBots.Simulation.Faults;

/// <summary>
/// When a rule applies. Every condition that is given must hold. Patterns know <c>*</c> (any run of characters) and <c>?</c> (any one).
/// </summary>
public sealed record FaultMatch
{
    /// <summary>Pattern over <see cref="FaultContext.Operation"/>. Given exactly when <see cref="Stream"/> is not.</summary>
    public string? Operation { get; init; }

    /// <summary>The stream whose messages are meant. Given exactly when <see cref="Operation"/> is not.</summary>
    public FaultStream? Stream { get; init; }

    /// <summary>Pattern over <see cref="FaultContext.Topic"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Pattern over <see cref="FaultContext.Symbol"/>.</summary>
    public string? Symbol { get; init; }

    /// <summary>Pattern over <see cref="FaultContext.OrderLinkId"/>.</summary>
    public string? OrderLinkId { get; init; }

    /// <summary>Pattern over <see cref="FaultContext.ApiKey"/>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The first match that counts, 1 or more.</summary>
    public int From { get; init; } = 1;

    /// <summary>The last match that counts; nothing = no end.</summary>
    public int? To { get; init; }

    /// <summary>Chance that a counted match strikes, above 0 and at most 1; drawn from the plan's seeded generator.</summary>
    public double Probability { get; init; } = 1d;

    /// <summary>Earliest market time, UTC, inclusive.</summary>
    public DateTimeOffset? MarketFrom { get; init; }

    /// <summary>Latest market time, UTC, exclusive.</summary>
    public DateTimeOffset? MarketUntil { get; init; }

    /// <summary>Every request of one operation.</summary>
    public static FaultMatch On(string operation) => new() { Operation = operation };

    /// <summary>The first request of one operation.</summary>
    public static FaultMatch OnFirst(string operation) => new() { Operation = operation, To = 1 };

    /// <summary>Every message of one topic of a stream.</summary>
    public static FaultMatch OnMessage(FaultStream stream, string topic) => new() { Stream = stream, Topic = topic };

    /// <summary>Whether everything but the count and the chance holds.</summary>
    internal bool Covers(FaultContext context) =>
        (Operation is null ? Stream == context.Stream && context.Operation.Length == 0 : Glob.Matches(Operation, context.Operation))
        && (Operation is null || context.Operation.Length > 0)
        && Glob.Matches(Topic, context.Topic)
        && Glob.Matches(Symbol, context.Symbol)
        && Glob.Matches(OrderLinkId, context.OrderLinkId)
        && Glob.Matches(ApiKey, context.ApiKey)
        && (MarketFrom is null || context.MarketAt >= MarketFrom)
        && (MarketUntil is null || context.MarketAt < MarketUntil);

    /// <summary>What is wrong with the conditions, one sentence each; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        if ((Operation is null) == (Stream is null))
        {
            yield return "when: give exactly one of operation and stream";
        }

        if (Operation is not null && Topic is not null)
        {
            yield return $"when.topic '{Topic}': only messages of a stream have a topic";
        }

        if (From < 1)
        {
            yield return $"when.from {From}: must be 1 or more";
        }

        if (To < From)
        {
            yield return $"when.to {To}: must not be below from ({From})";
        }

        if (!(Probability is > 0d and <= 1d))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"when.probability {Probability}: must be above 0 and at most 1");
        }

        if (MarketUntil <= MarketFrom)
        {
            yield return "when.marketUntil: must be later than marketFrom";
        }
    }
}
