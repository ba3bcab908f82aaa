using System.Collections.Immutable;
using ActorBots.Protocol.Bots;
using ActorBots.Simulation.Auditing;

namespace ActorBots.Host.Demo;

/// <summary>The figures of a demo at one of its venues.</summary>
internal sealed record DemoVenueReport
{
    /// <summary>The venue.</summary>
    public required string Exchange { get; init; }

    /// <summary>Bots that trade at it.</summary>
    public required int Bots { get; init; }

    /// <summary>Orders that it accepted.</summary>
    public required long Orders { get; init; }

    /// <summary>Closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>Net PnL of the closed trades, USDT.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>Change of its wallets, USDT.</summary>
    public required decimal WalletChange { get; init; }

    /// <summary>Longest wall-clock time, ms, that a position was larger than the stops resting for it.</summary>
    public required long UnprotectedMsMax { get; init; }

    /// <summary>Takes the figures of one venue.</summary>
    public static DemoVenueReport Of(string exchange, VenueAudit audit, ImmutableArray<BotReply> replies) => new()
    {
        Exchange = exchange,
        Bots = replies.Length,
        Orders = audit.Orders,
        Trades = replies.Sum(r => r.Trades),
        NetPnl = replies.Sum(r => r.RealizedPnl.Value),
        WalletChange = audit.Accounts.Sum(a => a.WalletChange),
        UnprotectedMsMax = audit.UnprotectedMsMax,
    };
}
