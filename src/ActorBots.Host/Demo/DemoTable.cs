using System.Globalization;
using ActorBots.Host.Notifications;
using ActorBots.Host.Simulated;
using ActorBots.Protocol.Bots;
using Spectre.Console;

namespace ActorBots.Host.Demo;

/// <summary>Draws the fleet.</summary>
internal static class DemoTable
{
    private const int MaxRows = 40;

    /// <summary>The table at one moment.</summary>
    /// <param name="replies">The bots; their own price is the last one that concerned them, so the table takes the venue's.</param>
    /// <param name="fleet">Who they are.</param>
    /// <param name="venues">The venues.</param>
    /// <param name="webhooks">What the receiver has seen.</param>
    public static Table Draw(
        IReadOnlyCollection<BotReply> replies, IReadOnlyCollection<DemoBot> fleet, IReadOnlyCollection<SimulatedVenue> venues, WebhookFigures webhooks)
    {
        var exchangeOf = fleet.ToDictionary(b => b.BotId, b => venues.First(v => v.Name == b.Exchange), StringComparer.Ordinal);
        var marketTime = venues.Max(v => v.Exchange.MarketTime).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var table = new Table().Border(TableBorder.Rounded)
            .Title($"[bold]ActorBots[/] · simulated {string.Join(" and ", venues.Select(v => v.Title))} · market time {marketTime} UTC");
        foreach (var heading in new[] { "Bot", "Venue", "State" })
        {
            table.AddColumn(heading);
        }

        foreach (var heading in new[] { "Price", "ATR", "Position", "Unrealized", "Realized", "Trades", "Webhooks" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var reply in replies.Take(MaxRows))
        {
            var venue = exchangeOf[reply.BotId];
            var price = venue.Exchange.GetTicker(reply.Symbol)?.LastPrice;
            var unrealized = (reply.OpenQuantity.Value * (price ?? 0m)) - reply.OpenEntryCost.Value - reply.OpenCosts.Value;
            table.AddRow(
                Markup.Escape(reply.BotId), venue.Title, State(reply), Number(price, "0.####"), Number(reply.Atr, "0.####"),
                reply.OpenQuantity.IsZero ? "-" : string.Create(CultureInfo.InvariantCulture, $"{reply.OpenQuantity.Value:0.######} ({reply.OpenPositions})"),
                Money(unrealized), Money(reply.RealizedPnl.Value),
                reply.Trades.ToString(CultureInfo.InvariantCulture),
                (reply.Notifications - reply.OutboxLength).ToString(CultureInfo.InvariantCulture));
        }

        var hidden = replies.Count > MaxRows ? $" · {replies.Count - MaxRows} more bots" : string.Empty;
        return table.Caption(string.Create(
            CultureInfo.InvariantCulture,
            $"{replies.Sum(r => r.Trades)} trades · net {replies.Sum(r => r.RealizedPnl.Value):0.00} USDT · {webhooks.Received} webhooks received{hidden} · Ctrl-C stops"));
    }

    private static string State(BotReply reply) => reply switch
    {
        { PositionsWithoutStop: > 0 } => $"[yellow]{reply.Status}[/]",
        { Status: "RUNNING" } => "[green]RUNNING[/]",
        { Status: "ERROR" or "DEGRADED" } => $"[red]{reply.Status}[/]",
        _ => Markup.Escape(reply.Status),
    };

    private static string Number(decimal? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Money(decimal value)
    {
        var text = value.ToString("0.00", CultureInfo.InvariantCulture);
        return value switch
        {
            > 0m => $"[green]{text}[/]",
            < 0m => $"[red]{text}[/]",
            _ => text,
        };
    }
}
