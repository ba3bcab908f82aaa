using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Venues;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>What bots know of their orders reaches the venue's client before anything is asked about these orders.</summary>
public sealed class RecogniseSpecs : AccountSpecs
{
    private static readonly LiveOrder Live = new(Stop.ClientOrderId, IsInFlight: false, SomeReport.At)
    {
        Quantity = Stop.Quantity,
        TriggerPrice = Stop.TriggerPrice,
        VenueOrderId = "tp-7",
    };

    private static readonly OrderTrace Trace = new()
    {
        ClientOrderId = Stop.ClientOrderId,
        Instrument = Some.InstrumentId,
        Quantity = Stop.Quantity,
        TriggerPrice = Stop.TriggerPrice,
        VenueOrderId = "tp-7",
        IntendedAt = SomeReport.At,
    };

    public static TheoryData<string> Commands => ["cancel", "move", "resolve", "reconcile"];

    [Fact]
    public void Attach_GatewayStartedAnew_RecognisesBeforeItAnswers()
    {
        Open();

        Tell(new AccountCommand.Attach(Account, BotId, Some.InstrumentId, 10m, Stop.Quantity) { Orders = [Live] });
        Next<AccountNews.Attached>(Bots);

        Assert.Equal(Trace, Assert.Single(Venue.Recognised));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Effort_OfAGatewayThatKnowsNothing_IsPrecededByTheTrace(string kind)
    {
        Open();
        var known = new List<bool>();
        Venue.OnCancel = _ => Seen(known, FakeAnswer.Of(Done.Instance));
        Venue.OnAmend = (_, _) => Seen(known, FakeAnswer.Of(Done.Instance));
        Venue.OnFind = _ => Seen(known, FakeAnswer.Of<OrderReport?>(SomeReport.Working(Stop)));
        Venue.OnOpenOrders = () => Seen(known, FakeAnswer.Of(ImmutableArray<OrderReport>.Empty));

        Tell(kind switch
        {
            "cancel" => new AccountCommand.Cancel(Account, BotId, Some.InstrumentId, Stop.ClientOrderId) { Live = Live },
            "move" => new AccountCommand.MoveStop(Account, BotId, Some.InstrumentId, Stop.ClientOrderId, new Price(89_100m), Stop.Quantity) { Live = Live },
            "resolve" => new AccountCommand.Resolve(Account, BotId, Some.InstrumentId, Live),
            _ => new AccountCommand.Reconcile(Account, BotId, Some.InstrumentId, [Live], null, Stop.Quantity),
        });

        await UntilAsync(() => known.Count > 0);
        Assert.True(known[0]);
        Assert.Equal(Trace, Assert.Single(Venue.Recognised));
    }

    [Fact]
    public async Task Effort_ToldByAnOlderNode_GoesOnWithoutATrace()
    {
        Open();

        Tell(new AccountCommand.Cancel(Account, BotId, Some.InstrumentId, Stop.ClientOrderId));

        await UntilAsync(() => Count(FakeCallKind.Cancel) == 1);
        Assert.Empty(Venue.Recognised);
    }

    private Task<VenueResult<T>> Seen<T>(List<bool> known, Task<VenueResult<T>> answer)
    {
        known.Add(!Venue.Recognised.IsEmpty);
        return answer;
    }
}
