using ActorBots.Domain.Instruments;
using ActorBots.Host.Demo;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;
using ActorBots.Simulation.Auditing;
using ActorBots.Storage.Memory;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Storage;

namespace ActorBots.Host.Tests.Demo;

public sealed class BooksAuditTests
{
    private static readonly DemoBot Bot = new("bot-1", "bybit", "BTCUSDT", "demo-01", BotScenario.DefaultConfig);

    private static readonly BotReply Reply = new()
    {
        BotId = "bot-1",
        Symbol = "BTCUSDT",
        Status = "RUNNING",
        DesiredStatus = "RUNNING",
        OpenPositions = 1,
        OpenQuantity = new Quantity(0.001m),
        PositionsWithoutStop = 0,
        RealizedPnl = SomeRows.Trade().Pnl,
        UnrealizedPnl = Money.Zero,
        OpenCosts = new Money(0.05m),
        OpenEntryCost = new Money(89.5m),
        Trades = 1,
        Orders = 3,
        OutboxLength = 0,
        Notifications = 3,
        UnprotectedMsMax = 1,
        LastError = string.Empty,
    };

    private static readonly AccountAudit Account = new()
    {
        Account = "demo-01",
        WalletChange = 2.4304m,
        CashFlow = -87.0696m,
        Fees = 0m,
        Funding = 0m,
        OpenCost = 89.5m,
    };

    [Fact]
    public async Task Differences_ThreeTellingsAgree_AreNone() => Assert.Empty(await AuditAsync(Account, [Reply], SomeRows.Trade()));

    [Fact]
    public async Task Differences_WalletChangedByTheLastDigit_IsTold() => Assert.Contains(
        "the wallet changed by 2.43040001, the bots explain 2.4304",
        Assert.Single(await AuditAsync(Account with { WalletChange = 2.43040001m, CashFlow = -87.06959999m }, [Reply], SomeRows.Trade())),
        StringComparison.Ordinal);

    [Fact]
    public async Task Differences_VenueOffInItself_IsTold() => Assert.Contains(
        "off by", Assert.Single(await AuditAsync(Account with { Fees = 1m }, [Reply], SomeRows.Trade())), StringComparison.Ordinal);

    [Fact]
    public async Task Differences_TradeNotInTheBooks_IsTold() => Assert.Contains(
        "the books have 0 trades", Assert.Single(await AuditAsync(Account, [Reply])), StringComparison.Ordinal);

    [Fact]
    public async Task Differences_BotSilent_IsTold() =>
        Assert.Contains("1 bots did not answer", await AuditAsync(Account with { WalletChange = 89.5m, CashFlow = 0m }, []));

    private static async Task<IReadOnlyList<string>> AuditAsync(AccountAudit account, IReadOnlyCollection<BotReply> replies, params TradeRow[] trades)
    {
        var store = new MemoryStore();
        await store.Ledger.WriteAsync("books", [], trades, 1, CancellationToken.None);
        var audit = new VenueAudit
        {
            Accounts = [account],
            UnprotectedMsMax = 0,
            PositionsWithoutFullCover = 0,
            OpenPositions = 1,
            DuplicateClientOrderIds = 0,
            DuplicatesRefused = 0,
            Orders = 3,
            Fills = 3,
            CandlesReplayed = 0,
        };
        return await BooksAudit.DifferencesAsync([Bot], replies, [("bybit", audit)], store.Ledger, CancellationToken.None);
    }
}
