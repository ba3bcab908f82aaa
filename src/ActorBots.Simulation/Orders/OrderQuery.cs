namespace ActorBots.Simulation.Orders;

/// <summary>Which closed orders to list, newest first.</summary>
public sealed record OrderQuery
{
    /// <summary>Only this instrument; absent means all.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only orders created at or after this market instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only orders created at or before this market instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only this status; absent means all terminal ones.</summary>
    public VenueOrderStatus? Status { get; init; }

    /// <summary>Only orders with a smaller <see cref="VenueOrder.Number"/>: the cursor of paging; absent means from the newest.</summary>
    public long? Before { get; init; }

    /// <summary>
    /// True for only take profits, stop losses and trailing stops of positions, false for only other orders; absent means both. By what an
    /// order was made as, whether or not its trigger was reached.
    /// </summary>
    public bool? IsProtection { get; init; }

    /// <summary>How many of the newest to leave out; zero or more.</summary>
    public int Skip { get; init; }

    /// <summary>Most rows; 1 to 1000.</summary>
    public int Limit { get; init; } = 50;
}
