namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>What stands at the place of an event that was to be written.</summary>
internal enum StoredState
{
    /// <summary>Nothing that a majority has.</summary>
    Missing,

    /// <summary>The very event.</summary>
    Own,

    /// <summary>Another writer's.</summary>
    Foreign,
}
