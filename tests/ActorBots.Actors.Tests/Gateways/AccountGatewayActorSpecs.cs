using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Venues;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>Opening an account, attaching, routing the private stream's news.</summary>
public sealed class AccountGatewayActorSpecs : AccountSpecs
{
    private static readonly InstrumentId Btc = Some.InstrumentId;

    [Fact]
    public void Attach_CredentialsAreMissing_IsFinalUntilTheyAppear()
    {
        Create();
        var attach = new AccountCommand.Attach(Account, BotId, Btc, 10m, Quantity.Zero);
        Tell(attach);

        var refusal = Next<AccountNews.NotAttached>(Bots);
        Assert.Equal(("CREDENTIALS_MISSING", true), (refusal.Code, refusal.IsFinal));
        Credentials.Put("main");
        Pass(Settings.OpenRetry + TimeSpan.FromSeconds(1));
        Tell(attach);

        Assert.Equal(Some.Instrument(), Next<AccountNews.Attached>(Bots).Instrument);
    }

    [Fact]
    public void Attach_VenueIsUnknown_NamesTheKnownOnes()
    {
        Create("elsewhere.main");
        Gateway.Tell(new AccountCommand.Attach("elsewhere.main", BotId, Btc, 10m, Quantity.Zero), ActorRefs.NoSender);

        var refusal = Next<AccountNews.NotAttached>(Bots);

        Assert.Equal(("VENUE_UNKNOWN", true), (refusal.Code, refusal.IsFinal));
        Assert.Contains("paper", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attach_InstrumentOrLeverageImpossible_IsFinal()
    {
        Open();

        Tell(new AccountCommand.Attach(Account, "bot-2", new InstrumentId("DOGEUSDT"), 10m, Quantity.Zero));
        Assert.Equal("INSTRUMENT_UNKNOWN", Next<AccountNews.NotAttached>(Bots).Code);
        Tell(new AccountCommand.Attach(Account, "bot-3", Btc, 101m, Quantity.Zero));
        Assert.Equal("LEVERAGE_LIMIT", Next<AccountNews.NotAttached>(Bots).Code);
    }

    [Fact]
    public void Attach_VenueSilent_MayBeTriedAgain()
    {
        Venue.OnPrepare = _ => FakeAnswer.Ambiguous<Done>();
        Credentials.Put("main");
        Create();
        Tell(new AccountCommand.Attach(Account, BotId, Btc, 10m, Quantity.Zero));

        Assert.False(Next<AccountNews.NotAttached>(Bots).IsFinal);
    }

    [Fact]
    public void Stream_ConnectedAgain_InterruptsAllAttachedBots()
    {
        Open(("bot-1", 0m), ("bot-2", 0m), ("bot-3", 0m));
        Tell(new AccountCommand.Detach(Account, "bot-3"));

        Venue.Say(new AccountEvent.Disconnected("cut", Time.GetUtcNow()));
        Venue.Say(new AccountEvent.Connected(Time.GetUtcNow()));

        Assert.Equal("bot-1", Next<AccountNews.Interrupted>(Bots).BotId);
        Assert.Equal("bot-2", Next<AccountNews.Interrupted>(Bots).BotId);
        Never<AccountNews.Interrupted>(Bots);
    }

    [Fact]
    public void Stream_ReportsAndFills_GoToTheOwner()
    {
        Open(("bot-1", 0m), ("bot-2", 0m));
        var other = Some.EntryRequest(7, "bot-2");

        Venue.Say(new AccountEvent.Filled(SomeReport.FillOf(other, 89_500m)));
        Venue.Say(new AccountEvent.OrderChanged(SomeReport.Filled(other)));
        Venue.Say(new AccountEvent.OrderChanged(SomeReport.Working(Entry) with { ClientOrderId = null }));

        Assert.Equal("fill-1", Told<BotInput.Filled>("bot-2").Fill.FillId);
        Assert.Equal(other.ClientOrderId, Told<BotInput.Reported>("bot-2").Report.ClientOrderId);
        Never<TellBot>(Bots);
    }

    [Fact]
    public void Stream_ForeignFill_IsSharedWithNothingLost()
    {
        Open(("bot-1", 0.001m), ("bot-2", 0.003m), ("bot-3", 0m), ("bot-4", 0.003m));
        var fill = SomeReport.FillOf(Stop, 89_000m) with { ClientOrderId = null, Quantity = new Quantity(0.007m), Fee = new Money(0.1m) };

        Venue.Say(new AccountEvent.Filled(fill));

        var parts = new[] { Told<BotInput.FilledOutside>("bot-1"), Told<BotInput.FilledOutside>("bot-2"), Told<BotInput.FilledOutside>("bot-4") };
        Assert.Equal([0.001m, 0.003m, 0.003m], parts.Select(p => p.Fill.Quantity.Value));
        Assert.Equal(0.1m, parts.Sum(p => p.Fill.Fee.Value));
    }

    [Fact]
    public void HardCase26_Stream_NamelessFillWhileBotsMayStillCome_IsNobodys()
    {
        Connector.Account.Capabilities = Connector.Account.Capabilities with { NamesEveryFill = false };
        Open(("bot-1", 0.011m));

        Venue.Say(new AccountEvent.Filled(SomeReport.FillOf(Stop, 89_000m) with { ClientOrderId = null }));
        Venue.Say(new AccountEvent.Filled(SomeReport.FillOf(Some.EntryRequest(7), 89_500m)));

        var first = Assert.IsType<BotInput.Filled>(Next<TellBot>(Bots).Input);
        Assert.Equal(Some.EntryRequest(7).ClientOrderId, first.Fill.ClientOrderId);
    }

    [Fact]
    public void Stream_Funding_IsSharedByHoldingToTheLastDigit()
    {
        Open(("bot-1", 0.001m), ("bot-2", 0.001m), ("bot-3", 0.001m));

        Venue.Say(new AccountEvent.FundingSettled(new FundingPayment("f-1", Btc, new Money(-0.1m), new Quantity(0.003m), Time.GetUtcNow())));

        var shares = new[] { Told<BotInput.Funded>("bot-1"), Told<BotInput.Funded>("bot-2"), Told<BotInput.Funded>("bot-3") };
        Assert.Equal(-0.1m, shares.Sum(s => s.Share.Amount.Value));
        Assert.All(shares, s => Assert.InRange(s.Share.Amount.Value, -0.03333334m, -0.03333333m));
    }

    [Fact]
    public void Stream_FundingWithoutAHolder_FallsToOneBot()
    {
        Open(("bot-1", 0m), ("bot-2", 0m));

        Venue.Say(new AccountEvent.FundingSettled(new FundingPayment("f-1", Btc, new Money(-0.1m), new Quantity(0.003m), Time.GetUtcNow())));

        Assert.Equal(-0.1m, Told<BotInput.Funded>("bot-1").Share.Amount.Value);
        Never<TellBot>(Bots);
    }

    [Fact]
    public void Submit_StopCapReached_IsDeniedWithTheCapNamed()
    {
        Open(("bot-1", 0m));
        Venue.Capabilities = Venue.Capabilities with { MaxConditionalOrdersPerInstrument = 1 };
        Submit(Entry);
        Told<BotInput.Acknowledged>();
        var second = Some.EntryRequest(3);

        Submit(second);
        var denial = Told<BotInput.Refused>();
        Submit(Stop);
        Told<BotInput.Acknowledged>();

        Assert.Equal((second.ClientOrderId, "CONDITIONAL_ORDERS_LIMIT"), (denial.Order, denial.Code));
        Assert.Contains("1 of 1 conditional orders", denial.Message, StringComparison.Ordinal);
        Assert.Equal([Entry.ClientOrderId, Stop.ClientOrderId], Venue.Of(FakeCallKind.Submit).Select(c => c.Order!.Value));
    }

    [Fact]
    public void Submit_EntryEndedWithoutAStop_FreesTheCap()
    {
        Open(("bot-1", 0m));
        Venue.Capabilities = Venue.Capabilities with { MaxConditionalOrdersPerInstrument = 1 };
        Submit(Entry);
        Told<BotInput.Acknowledged>();
        Venue.Say(new AccountEvent.OrderChanged(SomeReport.Ended(Entry)));
        Told<BotInput.Reported>();

        Submit(Some.EntryRequest(3));

        Told<BotInput.Acknowledged>();
    }

    [Fact]
    public async Task Stop_TheGateway_DisposesOfItsClient()
    {
        Open(("bot-1", 0m));

        Gateway.Tell(ActorBots.Actors.Bots.StopEntity.Instance);

        await UntilAsync(() => Venue.Disposals == 1);
    }
}
