using ActorBots.MongoServer.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.MongoServer.Tests.Storage;

public sealed class ServerClockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-clock-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { };

    private string StateFile => Path.Combine(_folder.FullName, "clock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Next_WithinASecond_Counts()
    {
        var clock = new ServerClock(_time, StateFile);

        Assert.Equal(clock.Next() + 1, clock.Next());
    }

    [Fact]
    public void Next_AfterTheWallClockJumpedBack_GoesOn()
    {
        var before = new ServerClock(_time, StateFile);
        var last = before.Next();

        var after = new ServerClock(new FakeTimeProvider(_time.GetUtcNow().AddHours(-1)), StateFile);

        Assert.True(after.Next() > last);
        Assert.True(before.Next() > last);
    }

    [Fact]
    public void Next_InALaterSecond_HasThatSecondAbove()
    {
        var clock = new ServerClock(_time, StateFile);
        clock.Next();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((ulong)_time.GetUtcNow().ToUnixTimeSeconds(), clock.Next() >> 32);
    }
}
