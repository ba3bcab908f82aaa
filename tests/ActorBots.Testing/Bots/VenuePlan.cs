using ActorBots.Domain.Bots;

namespace ActorBots.Testing.Bots;

/// <summary>How the fake venue treats one call.</summary>
public sealed record VenuePlan
{
    /// <summary>As a good venue does.</summary>
    public static VenuePlan Normal { get; } = new();

    /// <summary>The request never arrives.</summary>
    public bool LosesRequest { get; init; }

    /// <summary>The request is carried out but its direct answer is lost; reports and fills still come.</summary>
    public bool LosesAnswer { get; init; }

    /// <summary>The request is refused.</summary>
    public OrderRefusal? Refusal { get; init; }

    /// <summary>Quantities of the first fills; the rest comes as one more fill.</summary>
    public IReadOnlyList<decimal> Pieces { get; init; } = [];

    /// <summary>The rest after the pieces is cancelled instead of filled.</summary>
    public bool CancelsRest { get; init; }

    /// <summary>The rest after the pieces stays working until <see cref="FakeVenue.Finish"/>.</summary>
    public bool HoldsRest { get; init; }
}
