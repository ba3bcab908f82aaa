using ActorBots.Domain.Bots;
using ActorBots.Ports.Storage;

namespace ActorBots.Actors.Projections;

/// <summary>
/// Writes batches of journaled events into the books, with the offset that they lead to. Writing a batch again changes nothing, so a crash
/// between journal and books only means that a part is done twice.
/// </summary>
internal sealed class BooksProjection
{
    /// <summary>The projection's name in the store.</summary>
    public const string Name = "books";

    private readonly ITradeLedger _ledger;
    private readonly IBotCatalog _catalog;
    private readonly Dictionary<string, PositionRow> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _positionOfStop = new(StringComparer.Ordinal);

    public BooksProjection(ITradeLedger ledger, IBotCatalog catalog)
    {
        _ledger = ledger;
        _catalog = catalog;
    }

    /// <summary>How far the books have come.</summary>
    public Task<long> GetOffsetAsync(CancellationToken cancellationToken) => _ledger.GetOffsetAsync(Name, cancellationToken);

    /// <summary>Writes a batch, oldest event first.</summary>
    public async Task WriteAsync(IReadOnlyList<JournaledEvent> batch, CancellationToken cancellationToken)
    {
        var positions = new Dictionary<string, PositionRow>(StringComparer.Ordinal);
        var trades = new List<TradeRow>();
        var owners = new Dictionary<string, BotDocument?>(StringComparer.Ordinal);
        foreach (var (botId, sequence, happened, _) in batch)
        {
            if (await PositionIdOfAsync(botId, happened, cancellationToken).ConfigureAwait(false) is not { } positionId)
            {
                continue;
            }

            if (!owners.TryGetValue(botId, out var owner))
            {
                owners[botId] = owner = await _catalog.FindAsync(botId, cancellationToken).ConfigureAwait(false);
            }

            var row = _open.GetValueOrDefault(positionId) ?? await _ledger.FindPositionAsync(positionId, cancellationToken).ConfigureAwait(false);
            if (happened is BotEvent.PositionClosed closed)
            {
                trades.Add(PositionFold.TradeOf(closed.Trade, row, owner, botId));
            }

            // A row that is already beyond this event was written before a crash.
            var isNews = row is null || row.SequenceNumber < sequence;
            if (isNews && PositionFold.Apply(row, happened, owner, botId, sequence) is { } changed)
            {
                Remember(changed);
                positions[positionId] = changed;
            }
        }

        await _ledger.WriteAsync(Name, positions.Values, trades, batch[^1].Offset, cancellationToken).ConfigureAwait(false);
    }

    private void Remember(PositionRow row)
    {
        if (row.IsOpen)
        {
            _open[row.PositionId] = row;
            if (row.StopOrderId.Length > 0)
            {
                _positionOfStop[row.StopOrderId] = row.PositionId;
            }

            return;
        }

        if (_open.Remove(row.PositionId, out var before))
        {
            _positionOfStop.Remove(before.StopOrderId);
        }
    }

    private async Task<string?> PositionIdOfAsync(string botId, BotEvent happened, CancellationToken cancellationToken)
    {
        if (PositionFold.PositionOf(happened) is { } number)
        {
            return BookIds.Position(botId, number);
        }

        if (PositionFold.MovedStopOf(happened) is not { } stop)
        {
            return null;
        }

        if (_positionOfStop.TryGetValue(stop.Value, out var known))
        {
            return known;
        }

        var open = await _ledger.ListOpenPositionsAsync(botId, cancellationToken).ConfigureAwait(false);
        return open.FirstOrDefault(p => p.StopOrderId == stop.Value)?.PositionId;
    }
}
