using Akka.Persistence.Journal;

namespace ActorBots.Testing.Persistence;

/// <summary>Tags a text with its words that start with <c>#</c>.</summary>
public sealed class HashTags : IWriteEventAdapter
{
    /// <summary>What is stored beside each text.</summary>
    public const string TextManifest = "text-v1";

    public string Manifest(object evt) => TextManifest;

    public object ToJournal(object evt)
    {
        var tags = evt is string text ? text.Split(' ').Where(w => w.StartsWith('#')).Select(w => w[1..]).ToArray() : [];
        return tags.Length == 0 ? evt : new Tagged(evt, tags);
    }
}
