namespace ActorBots.Actors.Notifications;

/// <summary>What became of an offered notification.</summary>
internal enum Admission
{
    /// <summary>It is new and was taken.</summary>
    Accepted,

    /// <summary>It is here already and not settled.</summary>
    Duplicate,

    /// <summary>It was delivered a while ago.</summary>
    AlreadyDelivered,

    /// <summary>It became a dead letter a while ago.</summary>
    AlreadyDead,

    /// <summary>It was not taken: a window is full, or an earlier one is missing.</summary>
    Refused,
}
