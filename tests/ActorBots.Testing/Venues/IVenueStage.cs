namespace ActorBots.Testing.Venues;

/// <summary>How the contracts open a venue's stage; each venue has one implementation, and one empty subclass of each contract.</summary>
public interface IVenueStage
{
    /// <summary>The venue's name as tables show it.</summary>
    static abstract string VenueName { get; }

    /// <summary>Opens a stage: the simulated venue is served and a client can connect.</summary>
    static abstract Task<VenueStage> OpenAsync(StageScript script);
}
