using System.Buffers;
using System.Text;
using System.Text.Json;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots;

/// <summary>
/// The events that the backend hears of: which of the bot's events they follow from, and their JSON. The payload is made when the event
/// is folded, so a replay gives the very same bytes.
/// </summary>
public static class BusinessEvents
{
    /// <summary>The bot trades.</summary>
    public const string BotStarted = "BOT_STARTED";

    /// <summary>The bot was stopped on request.</summary>
    public const string BotStopped = "BOT_STOPPED";

    /// <summary>The bot takes no new entries, on request.</summary>
    public const string BotPaused = "BOT_PAUSED";

    /// <summary>The bot trades again, on request.</summary>
    public const string BotResumed = "BOT_RESUMED";

    /// <summary>The bot lacks data or has it again.</summary>
    public const string BotDegraded = "BOT_DEGRADED";

    /// <summary>Something is wrong.</summary>
    public const string BotError = "BOT_ERROR";

    /// <summary>A position was opened and its stop is on its way.</summary>
    public const string PositionOpened = "POSITION_OPENED";

    /// <summary>A position is closed and in the books.</summary>
    public const string PositionClosed = "POSITION_CLOSED";

    /// <summary>An order was refused.</summary>
    public const string OrderRejected = "ORDER_REJECTED";

    /// <summary>The configuration was replaced.</summary>
    public const string ConfigReloaded = "CONFIG_RELOADED";

    /// <summary>The account differs from the sum over its bots; told once per difference.</summary>
    public const string AccountMismatch = "ACCOUNT_MISMATCH";

    /// <summary>The account and its bots agree again.</summary>
    public const string AccountMatched = "ACCOUNT_MATCHED";

    /// <summary>All names, for the check of <c>config.notifications.events</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BotStarted, BotStopped, BotPaused, BotResumed, BotDegraded, BotError, PositionOpened, PositionClosed, OrderRejected, ConfigReloaded,
        AccountMismatch, AccountMatched,
    ];

    /// <summary>Adds the notification that an event calls for to the outbox, when the bot's configuration wants it.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="after">The state after the event.</param>
    internal static BotState Announce(BotState before, BotEvent happened, BotState after)
    {
        if (Describe(before, happened, after) is not { } told || after.Identity is not { } identity
            || after.Config?.Notifications is not { WebhookUrl: not null } wanted
            || (wanted.Events.Length > 0 && !wanted.Events.Contains(told.Type, StringComparer.Ordinal)))
        {
            return after;
        }

        var number = after.NextNotification;
        var entry = new OutboxEntry(number, told.Type, happened.At, Payload(identity, number, told.Type, happened.At, told.Data));
        return after with { Outbox = after.Outbox.Add(entry), NextNotification = number + 1 };
    }

    private static (string Type, Action<Utf8JsonWriter> Data)? Describe(BotState before, BotEvent happened, BotState after) => happened switch
    {
        BotEvent.Started => (BotStarted, Nothing),
        BotEvent.Paused => (BotPaused, Nothing),
        BotEvent.Resumed => (BotResumed, Nothing),
        BotEvent.Stopped => (BotStopped, w => WriteStop(w, after)),
        BotEvent.ConfigReloaded => (ConfigReloaded, Nothing),
        BotEvent.DegradedChanged e => (BotDegraded, w => WriteDegraded(w, e)),
        BotEvent.ErrorRaised e => (BotError, w => WriteError(w, e.Code, e.Message)),
        BotEvent.OrderRejected e => (OrderRejected, w => WriteRejection(w, before, e)),
        BotEvent.PositionOpened e => (PositionOpened, w => WriteOpened(w, after.Identity!.BotId, after.Positions[e.Number], after)),
        BotEvent.PositionClosed e => (PositionClosed, w => WriteClosed(w, after.Identity!.BotId, e.Trade, after)),
        BotEvent.AccountMismatched e when Concerns(after, e.Mismatch) => (AccountMismatch, w => WriteMismatch(w, e.Mismatch)),
        BotEvent.AccountMatched when Concerns(before, before.Mismatch) => (AccountMatched, w => WriteMatch(w, before.Mismatch!)),
        _ => null,
    };

    /// <summary>A difference is told by the bots of its instrument; one in an instrument that no bot holds anything of, by all.</summary>
    private static bool Concerns(BotState state, Accounts.AccountMismatch? mismatch) =>
        mismatch is not null && (mismatch.Instrument == state.Config!.Trading.Symbol || mismatch.BotsQuantity.IsZero);

    private static string Payload(BotIdentity identity, long number, string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("timestamp", at.UtcDateTime);
            writer.WriteString("bot_id", identity.BotId);
            writer.WriteString("user_id", identity.UserId);
            writer.WriteString("exchange", identity.Exchange);
            writer.WriteNumber("sequence", number);
            writer.WriteStartObject("data");
            data(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Nothing(Utf8JsonWriter writer)
    {
    }

    /// <summary>The number without trailing zeros, so that how it was stored does not change the bytes.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static void WriteStop(Utf8JsonWriter writer, BotState state)
    {
        writer.WriteString("cause", state.StopCause.Name());
        writer.WriteNumber("open_positions", state.Positions.Count);
        writer.WriteNumber("total_realized_pnl", Plain(state.Statistics.RealizedPnl.Value));
    }

    private static void WriteDegraded(Utf8JsonWriter writer, BotEvent.DegradedChanged e)
    {
        writer.WriteBoolean("degraded", e.IsDegraded);
        writer.WriteString("reason", e.Reason);
    }

    private static void WriteError(Utf8JsonWriter writer, string code, string message)
    {
        writer.WriteString("code", code);
        writer.WriteString("message", message);
    }

    private static void WriteMismatch(Utf8JsonWriter writer, Accounts.AccountMismatch mismatch)
    {
        WriteError(writer, AccountMismatch, mismatch.Sentence);
        writer.WriteString("symbol", mismatch.Instrument.Symbol);
        writer.WriteNumber("net_quantity", Plain(mismatch.NetQuantity));
        writer.WriteNumber("bots_quantity", Plain(mismatch.BotsQuantity.Value));
        writer.WriteNumber("excess", Plain(mismatch.Excess.Value));
        writer.WriteNumber("shortage", Plain(mismatch.Shortage.Value));
        writer.WriteNumber("short", Plain(mismatch.Short.Value));
        writer.WriteStartArray("foreign_orders");
        foreach (var order in mismatch.ForeignOrders)
        {
            writer.WriteStringValue(order);
        }

        writer.WriteEndArray();
    }

    private static void WriteMatch(Utf8JsonWriter writer, Accounts.AccountMismatch mismatch) => writer.WriteString("symbol", mismatch.Instrument.Symbol);

    private static void WriteRejection(Utf8JsonWriter writer, BotState before, BotEvent.OrderRejected e)
    {
        writer.WriteString("client_order_id", e.Order.Value);
        writer.WriteString("purpose", before.Orders[e.Order].Request.Purpose.ToString().ToUpperInvariant());
        WriteError(writer, e.Code, e.Message);
    }

    private static void WriteOpened(Utf8JsonWriter writer, string botId, Position position, BotState state)
    {
        writer.WriteString("position_id", BookIds.Position(botId, position.Number));
        writer.WriteString("symbol", state.Config!.Trading.Symbol.Symbol);
        writer.WriteString("side", "LONG");
        writer.WriteNumber("quantity", Plain(position.OpenQuantity.Value));
        writer.WriteNumber("entry_price", Plain(position.EntryPrice.Value));
        writer.WriteNumber("target_price", Plain(position.Target!.Value.Value));
        writer.WriteNumber("stop_loss", Plain(position.Stop!.Value.Value));
        writer.WriteString("entry_order_id", position.EntryOrder.Value);
        WriteAdopted(writer, position.AdoptionPrice is not null);
    }

    private static void WriteClosed(Utf8JsonWriter writer, string botId, Trade trade, BotState state)
    {
        writer.WriteString("trade_id", BookIds.Trade(botId, trade.Number));
        writer.WriteString("position_id", BookIds.Position(botId, trade.Number));
        writer.WriteString("symbol", state.Config!.Trading.Symbol.Symbol);
        writer.WriteString("side", "LONG");
        writer.WriteNumber("quantity", Plain(trade.Quantity.Value));
        writer.WriteNumber("entry_price", Plain(trade.EntryPrice.Value));
        writer.WriteNumber("exit_price", Plain(trade.ExitPrice.Value));
        writer.WriteNumber("fees", Plain(trade.Fees.Value));
        writer.WriteNumber("funding", Plain(trade.Funding.Value));
        writer.WriteNumber("pnl", Plain(trade.Pnl.Value));
        writer.WriteString("exit_reason", trade.Reason.Name());
        WriteAdopted(writer, trade.IsAdopted);
    }

    /// <summary>Only what was taken over is marked, so that the payloads of all other positions stay byte by byte what they were.</summary>
    private static void WriteAdopted(Utf8JsonWriter writer, bool isAdopted)
    {
        if (isAdopted)
        {
            writer.WriteBoolean("adopted", true);
        }
    }
}
