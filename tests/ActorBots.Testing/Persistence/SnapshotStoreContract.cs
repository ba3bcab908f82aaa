using System.Collections.Immutable;
using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>What every snapshot store does; the cases of Akka's own SnapshotStoreSpec.</summary>
public abstract class SnapshotStoreContract : PersistenceContract, IAsyncLifetime
{
    private readonly string _id;
    private ImmutableArray<SnapshotMetadata> _stored = [];

    protected SnapshotStoreContract(PersistencePlugin plugin)
        : base(plugin) => _id = plugin.NewId("s");

    /// <summary>Bytes that a snapshot may have.</summary>
    protected virtual int LargestSnapshot => 10_000;

    public async Task InitializeAsync()
    {
        for (var i = 1; i <= 5; i++)
        {
            _stored = _stored.Add(await SaveAsync(new SnapshotMetadata(_id, i + 10, default), $"s-{i}"));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Load_UnknownId_IsNone() => Assert.Null((await LoadAsync(SnapshotSelectionCriteria.Latest, id: "nobody")).Snapshot);

    [Fact]
    public async Task Load_TimestampTooEarly_IsNone() =>
        Assert.Null((await LoadAsync(new SnapshotSelectionCriteria(long.MaxValue, new DateTime(100_000, DateTimeKind.Utc)))).Snapshot);

    [Fact]
    public async Task Load_NumberTooLow_IsNone()
    {
        Assert.Null((await LoadAsync(new SnapshotSelectionCriteria(7))).Snapshot);
        var limited = await LoadAsync(SnapshotSelectionCriteria.Latest, 7);
        Assert.Null(limited.Snapshot);
        Assert.Equal(7, limited.ToSequenceNr);
    }

    [Fact]
    public async Task Load_Latest_IsTheLast() => AssertIs(5, await LoadAsync(SnapshotSelectionCriteria.Latest));

    [Fact]
    public async Task Load_UpToNumber_IsTheLastBelow()
    {
        AssertIs(3, await LoadAsync(new SnapshotSelectionCriteria(13)));
        AssertIs(3, await LoadAsync(SnapshotSelectionCriteria.Latest, 13));
    }

    [Fact]
    public async Task Load_UpToNumberAndTimestamp_IsTheLastBelowBoth()
    {
        AssertIs(3, await LoadAsync(new SnapshotSelectionCriteria(13, _stored[2].Timestamp)));
        AssertIs(3, await LoadAsync(new SnapshotSelectionCriteria(long.MaxValue, _stored[2].Timestamp), 13));
    }

    [Fact]
    public async Task Delete_OneWithItsTimestamp_LeavesTheOthers()
    {
        await AskAsync<DeleteSnapshotSuccess>(new DeleteSnapshot(_stored[2]));

        AssertIs(2, await LoadAsync(new SnapshotSelectionCriteria(13)));
        AssertIs(5, await LoadAsync(SnapshotSelectionCriteria.Latest));
    }

    [Fact]
    public async Task Delete_OneWithoutTimestamp_IsPublishedAndGone()
    {
        var command = new DeleteSnapshot(new SnapshotMetadata(_id, 13, DateTime.MinValue));
        await AssertPublishedAsync(command, () => AskAsync<DeleteSnapshotSuccess>(command));

        AssertIs(2, await LoadAsync(new SnapshotSelectionCriteria(13)));
    }

    [Fact]
    public async Task Delete_OneWithAnOlderTimestamp_KeepsIt()
    {
        await AskAsync<DeleteSnapshotSuccess>(new DeleteSnapshot(new SnapshotMetadata(_id, 13, _stored[2].Timestamp.AddTicks(-1))));

        AssertIs(3, await LoadAsync(new SnapshotSelectionCriteria(13)));
    }

    [Fact]
    public async Task Delete_UpToNumberAndTimestamp_IsPublishedAndLeavesTheLater()
    {
        var command = new DeleteSnapshots(_id, new SnapshotSelectionCriteria(13, _stored[2].Timestamp));
        await AssertPublishedAsync(command, () => AskAsync<DeleteSnapshotsSuccess>(command));

        Assert.Null((await LoadAsync(new SnapshotSelectionCriteria(13, _stored[2].Timestamp))).Snapshot);
        AssertIs(4, await LoadAsync(new SnapshotSelectionCriteria(14, _stored[3].Timestamp)));
    }

    [Fact]
    public async Task Delete_TimestampATickTooEarly_KeepsTheLast()
    {
        var criteria = new SnapshotSelectionCriteria(14, _stored[3].Timestamp.AddTicks(-1));
        await AskAsync<DeleteSnapshotsSuccess>(new DeleteSnapshots(_id, criteria));

        AssertIs(4, await LoadAsync(new SnapshotSelectionCriteria(14, _stored[3].Timestamp)));
    }

    [Fact]
    public async Task Save_SameNumber_Replaces()
    {
        var metadata = await SaveAsync(_stored[4], "s-5-modified");

        var loaded = await LoadAsync(new SnapshotSelectionCriteria(15));
        Assert.Equal("s-5-modified", loaded.Snapshot.Snapshot);
        Assert.Equal((15, 15), (metadata.SequenceNr, loaded.Snapshot.Metadata.SequenceNr));
    }

    [Fact]
    public async Task Save_LargeSnapshot_ComesBack()
    {
        var large = new byte[LargestSnapshot];
        new Random(7).NextBytes(large);
        await SaveAsync(new SnapshotMetadata(_id, 100, default), large);

        Assert.Equal(large, Assert.IsType<byte[]>((await LoadAsync(SnapshotSelectionCriteria.Latest)).Snapshot.Snapshot));
    }

    [Fact]
    public async Task Save_SnapshotWithActor_ComesBackEqual()
    {
        var snapshot = new ActorPayload(Plugin.NewProbe().Ref);
        await SaveAsync(new SnapshotMetadata(_id, 100, default), snapshot);

        var loaded = await LoadAsync(SnapshotSelectionCriteria.Latest);
        Assert.Equal((_id, 100L, (object)snapshot), (loaded.Snapshot.Metadata.PersistenceId, loaded.Snapshot.Metadata.SequenceNr, loaded.Snapshot.Snapshot));
    }

    private void AssertIs(int number, LoadSnapshotResult loaded)
    {
        Assert.NotNull(loaded.Snapshot);
        Assert.Equal(_stored[number - 1], loaded.Snapshot.Metadata);
        Assert.Equal($"s-{number}", loaded.Snapshot.Snapshot);
    }

    private async Task<SnapshotMetadata> SaveAsync(SnapshotMetadata metadata, object snapshot) =>
        (await AskAsync<SaveSnapshotSuccess>(new SaveSnapshot(metadata, snapshot))).Metadata;

    private Task<LoadSnapshotResult> LoadAsync(SnapshotSelectionCriteria criteria, long to = long.MaxValue, string? id = null) =>
        AskAsync<LoadSnapshotResult>(new LoadSnapshot(id ?? _id, criteria, to));

    private Task<T> AskAsync<T>(object message) => Plugin.AskSnapshotStoreAsync<T>(message);

    private async Task AssertPublishedAsync<T>(T command, Func<Task> act)
    {
        var subscriber = Plugin.NewProbe();
        Plugin.System.EventStream.Subscribe(subscriber.Ref, typeof(T));
        await act();
        await subscriber.FishForMessageAsync<T>(c => Equals(c, command));
        Plugin.System.EventStream.Unsubscribe(subscriber.Ref);
    }
}
