using ActorBots.Storage.Mongo.Persistence;
using Akka.Actor;
using Akka.Configuration;

namespace ActorBots.Storage.Tests.Persistence;

public sealed class MongoPersistenceSettingsTests
{
    [Theory]
    [InlineData("mongodb", "EventJournal", "Metadata")]
    [InlineData("sharding", "ShardingJournal", "ShardingMetadata")]
    public void Delivered_Journal_IsComplete(string name, string collection, string metadata)
    {
        var section = MongoPersistencePlugin.Delivered.GetConfig($"akka.persistence.journal.{name}");

        var settings = JournalSettings.Read(name, section);

        Assert.Equal((collection, metadata), (settings.Collection, settings.MetadataCollection));
        Assert.Equal(TimeSpan.FromSeconds(10), settings.CallTimeout);
        Assert.Equal((500, 4L << 20, 4), (settings.BatchSize, settings.BatchBytes, settings.ParallelBatches));
        Assert.Equal((20_000, 64L << 20), (settings.QueueSize, settings.QueueBytes));
        Assert.Equal(typeof(MongoJournal), Type.GetType(section.GetString("class")));
        Assert.True(section.GetTimeSpan("circuit-breaker.call-timeout") > 3 * settings.CallTimeout);
        Assert.True(section.GetTimeSpan("recovery-event-timeout") > section.GetTimeSpan("circuit-breaker.call-timeout"));
    }

    [Theory]
    [InlineData("mongodb", "SnapshotStore")]
    [InlineData("sharding", "ShardingSnapshotStore")]
    public void Delivered_SnapshotStore_IsComplete(string name, string collection)
    {
        var section = MongoPersistencePlugin.Delivered.GetConfig($"akka.persistence.snapshot-store.{name}");

        Assert.Equal(collection, SnapshotSettings.Read(name, section).Collection);
        Assert.Equal(typeof(MongoSnapshotStore), Type.GetType(section.GetString("class")));
    }

    [Fact]
    public void Read_SeveralBadValues_AreAllNamed()
    {
        var section = ConfigurationFactory.ParseString("""
            batch-size = 0, parallel-batches = many, call-timeout = 1ms, collection = "a$b", legacy-serialization = on, queue-bytes = 1b
            """);

        var error = Assert.Throws<ConfigurationException>(() => JournalSettings.Read("akka.persistence.journal.x", section));

        Assert.All(
            ["batch-size '0': allowed is 1 to 10000", "parallel-batches 'many'", "call-timeout '1ms'", "collection 'a$b'", "legacy-serialization", "queue-bytes '1'"],
            problem => Assert.Contains($"akka.persistence.journal.x.{problem}", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mongodb://user:secret@localhost/")]
    [InlineData("secret")]
    [InlineData("mongodb://user:secret@localhost/db?w=1")]
    public async Task ConnectionOf_BadString_IsRefusedWithoutTheSecret(string text)
    {
        using var system = ActorSystem.Create("settings");
        var section = ConfigurationFactory.ParseString($"connection-string = \"{text}\"");

        var error = Assert.Throws<ConfigurationException>(() => MongoPersistence.For(system).ConnectionOf("akka.persistence.journal.x", section));

        Assert.StartsWith("akka.persistence.journal.x.connection-string: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        await system.Terminate();
    }
}
