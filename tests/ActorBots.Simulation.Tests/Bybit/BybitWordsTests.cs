using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class BybitWordsTests
{
    [Fact]
    public void Reply_EveryRefusal_HasACodeAndAText()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            var reply = RefusalCodes.Reply(new Refusal(code, "StopLoss", 1.5m, 2m, 3m, PriceSource.Mark));

            Assert.True(reply.Code > 0 && reply.Message.Length > 0, code.ToString());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => RefusalCodes.Reply(new Refusal(0)));
    }

    [Fact]
    public void Of_EveryValueOfEveryEnum_HasAWord()
    {
        string[] words =
        [
            .. Enum.GetValues<OrderSide>().Select(BybitWords.Of),
            .. Enum.GetValues<OrderType>().Select(BybitWords.Of),
            .. Enum.GetValues<TimeInForce>().Select(BybitWords.Of),
            .. Enum.GetValues<VenueOrderStatus>().Select(BybitWords.Of),
            .. Enum.GetValues<ConditionalKind>().Select(k => BybitWords.Of(k, "none")),
            .. Enum.GetValues<OrderOrigin>().Select(BybitWords.Of),
            .. Enum.GetValues<ExecutionKind>().Select(BybitWords.Of),
            .. Enum.GetValues<PriceSource>().Select(BybitWords.Of),
            .. Enum.GetValues<CancelCause>().Select(BybitWords.CancelType),
            .. Enum.GetValues<CancelCause>().Select(BybitWords.RejectReason),
        ];

        Assert.All(words, w => Assert.NotEmpty(w));
    }

    [Fact]
    public void Interval_NameOfEachInterval_IsRead()
    {
        Assert.All(CandleIntervals.All, i => Assert.Equal(i, BybitWords.Interval(BybitWords.Of(i))));
        Assert.Null(BybitWords.Interval("D"));
    }
}
