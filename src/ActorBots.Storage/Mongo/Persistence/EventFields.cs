namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>The names in the official plugin's documents. Nothing may be added: its reader throws on a field it does not know.</summary>
internal static class EventFields
{
    public const string Id = "_id";
    public const string PersistenceId = "PersistenceId";
    public const string SequenceNr = "SequenceNr";
    public const string IsDeleted = "IsDeleted";
    public const string Payload = "Payload";
    public const string Manifest = "Manifest";
    public const string Ordering = "Ordering";
    public const string Tags = "Tags";
    public const string SerializerId = "SerializerId";
    public const string Timestamp = "Timestamp";
    public const string Snapshot = "Snapshot";

    public static string IdOf(string persistenceId, long sequenceNr) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{persistenceId}_{sequenceNr}");
}
