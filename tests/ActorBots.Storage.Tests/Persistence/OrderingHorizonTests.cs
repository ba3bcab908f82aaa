using ActorBots.Storage.Mongo.Persistence;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;

namespace ActorBots.Storage.Tests.Persistence;

public sealed class OrderingHorizonTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly OrderingHorizon _horizon;

    public OrderingHorizonTests() => _horizon = new OrderingHorizon(Lag, _time);

    [Fact]
    public void Safe_NothingSeen_IsNone() => Assert.Null(_horizon.Safe());

    [Fact]
    public void Safe_BeforeTheLagIsOver_IsNotWhatIsSeen()
    {
        See(7);
        _time.Advance(Lag - TimeSpan.FromTicks(1));

        Assert.Null(_horizon.Safe());
    }

    [Fact]
    public void Safe_AfterTheLag_IsWhatWasSeenThen()
    {
        See(7);
        _time.Advance(Lag / 2);
        See(9);
        _time.Advance(Lag / 2);
        Assert.Equal(new BsonTimestamp(7), _horizon.Safe());

        _time.Advance(Lag / 2);

        Assert.Equal(new BsonTimestamp(9), _horizon.Safe());
    }

    [Fact]
    public void Safe_LessSeenLater_DoesNotGoBack()
    {
        See(9);
        _time.Advance(Lag);
        Assert.Equal(new BsonTimestamp(9), _horizon.Safe());
        See(7);
        _time.Advance(Lag);

        Assert.Equal(new BsonTimestamp(9), _horizon.Safe());
    }

    [Fact]
    public void Observe_VeryOften_StaysWithinTheLag()
    {
        for (var i = 1; i <= 1000; i++)
        {
            See(i);
            _time.Advance(TimeSpan.FromMilliseconds(2));
        }

        Assert.InRange(_horizon.Safe()!.Value, 400, 500);
    }

    private void See(long top) => _horizon.Observe(new BsonTimestamp(top), _time.GetTimestamp());
}
