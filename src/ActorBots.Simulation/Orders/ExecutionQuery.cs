namespace ActorBots.Simulation.Orders;

/// <summary>Which executions to list, newest first. With an order id all other filters but paging are still applied.</summary>
public sealed record ExecutionQuery
{
    /// <summary>Only this instrument; absent means all.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only this order, by the venue's id.</summary>
    public string? OrderId { get; init; }

    /// <summary>Only this order, by the client's id.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Only this kind.</summary>
    public ExecutionKind? Kind { get; init; }

    /// <summary>At or after this market instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>At or before this market instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only executions with a smaller <see cref="VenueExecution.Number"/>: the cursor of paging.</summary>
    public long? Before { get; init; }

    /// <summary>How many of the newest to leave out; zero or more.</summary>
    public int Skip { get; init; }

    /// <summary>Most rows; 1 to 1000.</summary>
    public int Limit { get; init; } = 50;
}
