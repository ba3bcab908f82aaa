using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class MessageAllowanceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MessageAllowance _allowance;

    public MessageAllowanceTests() => _allowance = new MessageAllowance(5, 1, TimeSpan.FromSeconds(1), _time);

    [Fact]
    public void TryTake_WithinTheWindow_KeepsTheReserve()
    {
        Assert.True(_allowance.TryTake(2));
        Assert.False(_allowance.TryTake(3));
        Assert.True(_allowance.TryTake(2));
        Assert.False(_allowance.TryTake(1));
        Assert.True(_allowance.TryTake(0));
    }

    [Fact]
    public void TryTake_WindowRolls_GetsBackWhatWentOut()
    {
        _allowance.TryTake(2);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        _allowance.TryTake(2);

        _time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.False(_allowance.TryTake(3));
        Assert.True(_allowance.TryTake(2));
    }

    [Fact]
    public void Count_Pings_TakeFromTheRest()
    {
        _allowance.Count();
        _allowance.Count();

        Assert.False(_allowance.TryTake(3));
        Assert.True(_allowance.TryTake(2));
    }
}
