using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Market;
using static ActorBots.Simulation.Ledger.LedgerText;

namespace ActorBots.Simulation.Ledger;

/// <summary>The ledger's tables of what is over: finished positions and past fundings. Rows are written once.</summary>
internal sealed class HistoryTables(SqlSession sql)
{
    private const string OfPositions = """
        FROM closed_positions WHERE account = $0 AND ($1 IS NULL OR symbol = $1) AND ($2 IS NULL OR position_id = $2)
            AND at_ms >= $3 AND at_ms <= $4
        """;

    /// <summary>Writes what a mutation adds; inside its transaction.</summary>
    public void Write(Mutation mutation)
    {
        foreach (var position in mutation.ClosedPositions)
        {
            sql.Execute(
                "INSERT INTO closed_positions (number, account, symbol, position_id, at_ms, body) VALUES ($0, $1, $2, $3, $4, $5)",
                position.Number,
                position.Account,
                position.Symbol,
                position.PositionId,
                Ms(position.ClosedAt),
                Text(position, LedgerJson.Default.ClosedPosition));
        }

        foreach (var funding in mutation.Fundings)
        {
            sql.Execute(
                "INSERT INTO fundings (symbol, at_ms, body) VALUES ($0, $1, $2)",
                funding.Symbol,
                Ms(funding.At),
                Text(funding, LedgerJson.Default.FundingRow));
        }
    }

    public long LastClosedNumber() => sql.Number("SELECT max(number) FROM closed_positions");

    public List<ClosedPosition> Positions(string account, ClosedPositionQuery query) => sql.Rows(
        $"SELECT body {OfPositions} ORDER BY at_ms DESC, number DESC LIMIT $5 OFFSET $6",
        LedgerJson.Default.ClosedPosition,
        account,
        query.Symbol,
        query.PositionId,
        Ms(query.Since) ?? 0L,
        Ms(query.Until) ?? long.MaxValue,
        query.Limit,
        query.Skip);

    public long CountPositions(string account, ClosedPositionQuery query) => sql.Number(
        $"SELECT count(*) {OfPositions}",
        account,
        query.Symbol,
        query.PositionId,
        Ms(query.Since) ?? 0L,
        Ms(query.Until) ?? long.MaxValue);

    /// <summary>Past fundings of an instrument, newest first.</summary>
    public List<FundingRow> Fundings(string symbol, DateTimeOffset? since, DateTimeOffset? until, int limit) => sql.Rows(
        "SELECT body FROM fundings WHERE symbol = $0 AND at_ms >= $1 AND at_ms <= $2 ORDER BY at_ms DESC LIMIT $3",
        LedgerJson.Default.FundingRow,
        symbol,
        Ms(since) ?? 0L,
        Ms(until) ?? long.MaxValue,
        limit);
}
