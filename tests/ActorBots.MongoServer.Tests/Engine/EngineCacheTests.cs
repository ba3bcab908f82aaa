using ActorBots.MongoServer.Engine;

namespace ActorBots.MongoServer.Tests.Engine;

public sealed class EngineCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-cache-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Lock_HeldByAnother_IsAwaited()
    {
        var cache = new EngineCache(_folder.FullName);
        var first = await cache.LockAsync(TimeProvider.System, CancellationToken.None);
        var second = cache.LockAsync(TimeProvider.System, CancellationToken.None);
        await Assert.ThrowsAsync<TimeoutException>(() => second.WaitAsync(TimeSpan.FromMilliseconds(150)));

        first.Dispose();

        (await second.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public async Task Prepare_CompleteCache_AsksNobody()
    {
        var cache = new EngineCache(_folder.FullName);
        Directory.CreateDirectory(cache.Engine);
        await File.WriteAllTextAsync(cache.CompleteMark, string.Empty);
        using var report = new StringWriter();

        await new EnginePreparation(cache, TimeProvider.System, report).RunAsync(CancellationToken.None);

        Assert.Empty(report.ToString());
        Assert.False(Directory.Exists(cache.Archives));
    }

    [Fact]
    public async Task Archives_ChangedByOneByte_AreNotWhole()
    {
        var cache = new EngineCache(_folder.FullName);
        var arrivals = _folder.CreateSubdirectory("arrivals");
        await File.WriteAllTextAsync(Path.Combine(arrivals.FullName, "a_1.deb"), "archive a");
        var store = new ArchiveStore(cache);
        Assert.False(await store.IsWholeAsync(CancellationToken.None));

        await store.TakeAsync(arrivals.FullName, CancellationToken.None);
        Assert.True(await store.IsWholeAsync(CancellationToken.None));

        await File.WriteAllTextAsync(Assert.Single(await store.ListAsync(CancellationToken.None)), "archive b");
        Assert.False(await store.IsWholeAsync(CancellationToken.None));
    }
}
