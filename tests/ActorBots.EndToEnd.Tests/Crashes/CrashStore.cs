using System.Globalization;
using ActorBots.Ports.Storage;
using ActorBots.Storage;
using ActorBots.Storage.Mongo;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>What the node that dies keeps, seen from outside.</summary>
/// <param name="DataDirectory">The node's data folder; on MongoDB it has only the logs.</param>
/// <param name="Mongo">The node's database; absent is SQLite.</param>
internal sealed record CrashStore(string DataDirectory, MongoSettings? Mongo)
{
    private const int MostTrades = 1_000;

    /// <summary>The trades in the books: everything but ids, one line each, oldest first.</summary>
    public async Task<IReadOnlyList<string>> TradesAsync()
    {
        using var connection = Mongo is null ? null : MongoConnection.Create(Mongo);
        var where = new StoreSettings { Name = Mongo is null ? "sqlite" : "mongodb", Path = Path.Combine(DataDirectory, "actorbots.db"), Mongo = connection };
        await using var store = await StoreRegistry.OpenAsync(where, TimeProvider.System, CancellationToken.None);
        var page = await store.Ledger.ListTradesAsync(null, null, MostTrades, CancellationToken.None);
        return [.. page.Items.OrderBy(t => t.ClosedAt).ThenBy(t => t.OpenedAt).Select(Line)];
    }

    private static string Line(TradeRow t) => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Side}|{t.Quantity}|{t.EntryPrice}|{t.ExitPrice}|{t.Fees}|{t.Funding}|{t.Pnl}|{t.ExitReason}|{t.OpenedAt:O}|{t.ClosedAt:O}");
}
