namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>A document is in the form that the official plugin writes with <c>legacy-serialization = on</c>, which is not read.</summary>
public sealed class LegacyDataException : Exception
{
    /// <summary>Says which document.</summary>
    /// <param name="what">The event or snapshot.</param>
    public LegacyDataException(string what)
        : base($"{what} was written with legacy-serialization = on (no bytes in the payload): migrate the collection with the official plugin first")
    {
    }
}
