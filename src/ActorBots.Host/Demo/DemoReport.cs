using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorBots.Protocol.Bots;
using ActorBots.Simulation.Auditing;

namespace ActorBots.Host.Demo;

/// <summary>The figures of a demo, over everything that its data folder has seen.</summary>
internal sealed record DemoReport
{
    /// <summary>Bots that were started.</summary>
    public required int Bots { get; init; }

    /// <summary>Feed candles that closed while the market ran.</summary>
    public required long CandlesReplayed { get; init; }

    /// <summary>Orders that the venue accepted.</summary>
    public required long Orders { get; init; }

    /// <summary>Closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>Positions that are open at the venue.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Net PnL of the closed trades, USDT.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>Change of all wallets at the venue, USDT.</summary>
    public required decimal VenueWalletChange { get; init; }

    /// <summary>Whether bots, projected books and venue agree to the last digit; see <see cref="BooksAudit"/>.</summary>
    public required bool BooksBalanced { get; init; }

    /// <summary>Positions that are larger than the stops resting for them.</summary>
    public required int PositionsWithoutStop { get; init; }

    /// <summary>Client order ids under which the venue accepted more than one order.</summary>
    public required int DuplicateClientOrderIds { get; init; }

    /// <summary>Webhooks that the receiver took, as the bots have journaled it; dead letters do not count.</summary>
    public required long WebhooksDelivered { get; init; }

    /// <summary>Longest wall-clock time, ms, that a position was larger than the stops resting for it; restarts included.</summary>
    public required long UnprotectedMsMax { get; init; }

    /// <summary>Webhooks that wait for delivery.</summary>
    public required long WebhooksPending { get; init; }

    /// <summary>What does not agree; empty when the books balance.</summary>
    public required ImmutableArray<string> Differences { get; init; }

    /// <summary>The same by venue.</summary>
    public required ImmutableArray<DemoVenueReport> Venues { get; init; }

    /// <summary>Makes the report.</summary>
    /// <param name="fleet">The bots.</param>
    /// <param name="replies">What they say.</param>
    /// <param name="audits">What the venues say.</param>
    /// <param name="differences">What does not agree.</param>
    /// <param name="deadLetters">Webhooks that were given up.</param>
    public static DemoReport Of(
        DemoFleet fleet,
        ImmutableArray<BotReply> replies,
        ImmutableArray<(string Exchange, VenueAudit Audit)> audits,
        ImmutableArray<string> differences,
        long deadLetters)
    {
        var exchangeOf = fleet.Bots.ToDictionary(b => b.BotId, b => b.Exchange, StringComparer.Ordinal);
        return new DemoReport
        {
            Bots = fleet.Bots.Length,
            CandlesReplayed = audits.Sum(v => v.Audit.CandlesReplayed),
            Orders = audits.Sum(v => v.Audit.Orders),
            Trades = replies.Sum(r => r.Trades),
            OpenPositions = audits.Sum(v => v.Audit.OpenPositions),
            NetPnl = replies.Sum(r => r.RealizedPnl.Value),
            VenueWalletChange = audits.Sum(v => v.Audit.Accounts.Sum(a => a.WalletChange)),
            BooksBalanced = differences.IsEmpty && audits.All(v => v.Audit.BooksBalance),
            PositionsWithoutStop = audits.Sum(v => v.Audit.PositionsWithoutFullCover),
            DuplicateClientOrderIds = audits.Sum(v => v.Audit.DuplicateClientOrderIds),
            WebhooksDelivered = replies.Sum(r => r.Notifications - r.OutboxLength) - deadLetters,
            UnprotectedMsMax = audits.Max(v => v.Audit.UnprotectedMsMax),
            WebhooksPending = replies.Sum(r => (long)r.OutboxLength),
            Differences = differences,
            Venues = [.. audits.Select(v => DemoVenueReport.Of(v.Exchange, v.Audit, [.. replies.Where(r => exchangeOf[r.BotId] == v.Exchange)]))],
        };
    }

    /// <summary>The report as one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DemoReportJson.Default.DemoReport);
}

/// <summary>How the report is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoReportJson : JsonSerializerContext;
