using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using Microsoft.Data.Sqlite;
using static ActorBots.Simulation.Ledger.LedgerText;

namespace ActorBots.Simulation.Ledger;

/// <summary>The venue's own durable books: one SQLite file that one process holds open, or memory. Not thread-safe.</summary>
internal sealed class SqliteLedger : IDisposable
{
    private const string InMemory = ":memory:";

    private const string OfClosedOrders = """
        FROM orders WHERE account = $0 AND is_open = 0 AND number < $1 AND ($2 IS NULL OR symbol = $2)
            AND created_ms >= $3 AND created_ms <= $4 AND ($5 IS NULL OR status = $5) AND ($6 IS NULL OR is_protection = $6)
        """;

    private readonly SqlSession _sql;

    private SqliteLedger(SqlSession sql)
    {
        _sql = sql;
        History = new HistoryTables(sql);
    }

    /// <summary>What is over: finished positions, past fundings.</summary>
    public HistoryTables History { get; }

    /// <summary>Opens or creates a ledger, its folder included.</summary>
    /// <param name="path">The file; absent for memory.</param>
    /// <exception cref="SimulationInputException">The file is no ledger, is of another version, or is held by another process.</exception>
    public static SqliteLedger Open(string? path)
    {
        MakeFolderOf(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path ?? InMemory,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            var sql = new SqlSession(connection);

            // Exclusive: a second process on the same ledger must fail at once instead of writing a second history.
            sql.Execute("PRAGMA locking_mode = EXCLUSIVE");
            sql.Execute("PRAGMA journal_mode = WAL");
            sql.Execute("PRAGMA synchronous = FULL");
            CheckVersion(sql, path);
            sql.Execute(LedgerSchema.Tables);
            var ledger = new SqliteLedger(sql);
            ledger.SetMeta("version", LedgerSchema.Version);
            return ledger;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new SimulationInputException([$"ledger {path}: cannot be opened ({error.Message}); it must be a ledger file that no other process uses"]);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void MakeFolderOf(string? path)
    {
        try
        {
            if (path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SimulationInputException([$"ledger {path}: its folder cannot be made ({error.Message})"]);
        }
    }

    /// <summary>Writes everything that changed in one transaction; returns when it is durable.</summary>
    public void Write(Mutation mutation, ClockRow clock)
    {
        // A quiet market's position may be lost with the machine, not with the process: it needs no flush to disk.
        _sql.Execute(mutation.IsDurable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _sql.Execute("BEGIN IMMEDIATE");
        try
        {
            WriteRows(mutation);
            SetMeta("clock", Text(clock, LedgerJson.Default.ClockRow));
            _sql.Execute("COMMIT");
        }
        catch
        {
            _sql.Execute("ROLLBACK");
            throw;
        }
    }

    public string? GetMeta(string key) => (string?)_sql.Scalar("SELECT value FROM meta WHERE key = $0", key);

    public void SetMeta(string key, string value) =>
        _sql.Execute("INSERT INTO meta (key, value) VALUES ($0, $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);

    public ClockRow? LoadClock() => GetMeta("clock") is { } text ? Row(text, LedgerJson.Default.ClockRow) : null;

    public long LastOrderNumber() => _sql.Number("SELECT max(number) FROM orders");

    public long LastExecutionNumber() => _sql.Number("SELECT max(number) FROM executions");

    public List<VenueOrder> LoadOpenOrders() => _sql.Rows("SELECT body FROM orders WHERE is_open = 1 ORDER BY number", LedgerJson.Default.VenueOrder);

    public List<Position> LoadPositions() => _sql.Rows("SELECT body FROM positions", LedgerJson.Default.Position);

    public List<WalletRow> LoadWallets() => _sql.Rows("SELECT body FROM wallets", LedgerJson.Default.WalletRow);

    public List<HoldingRow> LoadHoldings() => _sql.Rows("SELECT body FROM holdings", LedgerJson.Default.HoldingRow);

    public List<CoverRow> LoadCovers() => _sql.Rows("SELECT body FROM covers ORDER BY account, symbol, idx", LedgerJson.Default.CoverRow);

    public void SaveWallet(WalletRow wallet) => _sql.Execute(
        "INSERT INTO wallets (account, body) VALUES ($0, $1) ON CONFLICT DO UPDATE SET body = excluded.body",
        wallet.Account,
        Text(wallet, LedgerJson.Default.WalletRow));

    public bool IsClientIdUsed(string account, string clientOrderId) =>
        _sql.Scalar("SELECT 1 FROM orders WHERE account = $0 AND client_id = $1 AND client_id <> '' LIMIT 1", account, clientOrderId) is not null;

    public VenueOrder? FindOrderById(string account, string orderId) =>
        _sql.Rows("SELECT body FROM orders WHERE order_id = $0 AND account = $1", LedgerJson.Default.VenueOrder, orderId, account).FirstOrDefault();

    public VenueOrder? FindOrderByClientId(string account, string clientOrderId) => _sql.Rows(
        "SELECT body FROM orders WHERE account = $0 AND client_id = $1 AND client_id <> '' ORDER BY number LIMIT 1",
        LedgerJson.Default.VenueOrder,
        account,
        clientOrderId).FirstOrDefault();

    public List<VenueOrder> QueryClosedOrders(string account, OrderQuery query) => _sql.Rows(
        $"SELECT body {OfClosedOrders} ORDER BY number DESC LIMIT $7 OFFSET $8", LedgerJson.Default.VenueOrder, [.. Arguments(account, query), query.Limit, query.Skip]);

    public long CountClosedOrders(string account, OrderQuery query) =>
        _sql.Number($"SELECT count(*) {OfClosedOrders}", [.. Arguments(account, query)]);

    public List<VenueExecution> QueryExecutions(string account, ExecutionQuery query) => _sql.Rows(
        $"SELECT body {Of(query)} ORDER BY number DESC LIMIT $8 OFFSET $9",
        LedgerJson.Default.VenueExecution,
        [.. Arguments(account, query), query.Limit, query.Skip]);

    public long CountExecutions(string account, ExecutionQuery query) => _sql.Number($"SELECT count(*) {Of(query)}", [.. Arguments(account, query)]);

    public List<ClosedPnlRow> QueryClosedPnl(string account, OrderQuery query) => _sql.Rows(
        """
        SELECT body FROM closed_pnl WHERE account = $0 AND number < $1 AND ($2 IS NULL OR symbol = $2) AND at_ms >= $3 AND at_ms <= $4
        ORDER BY number DESC LIMIT $5
        """,
        LedgerJson.Default.ClosedPnlRow,
        account,
        query.Before ?? long.MaxValue,
        query.Symbol,
        Ms(query.Since) ?? 0L,
        Ms(query.Until) ?? long.MaxValue,
        query.Limit);

    /// <summary>The closed-PnL row of an order that already closed something.</summary>
    public ClosedPnlRow? FindClosedPnl(long orderNumber) =>
        _sql.Rows("SELECT body FROM closed_pnl WHERE number = $0", LedgerJson.Default.ClosedPnlRow, orderNumber).FirstOrDefault();

    /// <summary>Executions after a number, oldest first: the audit reads them all in pages.</summary>
    public List<VenueExecution> PageOfExecutions(long after, int limit) => _sql.Rows(
        "SELECT body FROM executions WHERE number > $0 ORDER BY number LIMIT $1", LedgerJson.Default.VenueExecution, after, limit);

    public long CountOrders() => _sql.Number("SELECT count(*) FROM orders");

    public long CountDuplicateClientIds() => _sql.Number(
        "SELECT count(*) FROM (SELECT 1 FROM orders WHERE client_id <> '' GROUP BY account, client_id HAVING count(*) > 1)");

    public void Dispose() => _sql.Dispose();

    // Before anything is written: another version's file is left as it is.
    private static void CheckVersion(SqlSession sql, string? path)
    {
        var isKnown = sql.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'") is not null;
        if (isKnown && (string?)sql.Scalar("SELECT value FROM meta WHERE key = 'version'") is { } version && version != LedgerSchema.Version)
        {
            throw new SimulationInputException([$"ledger {path}: version '{version}' must be {LedgerSchema.Version}; use a new file"]);
        }
    }

    private static object?[] Arguments(string account, OrderQuery query) =>
    [
        account,
        query.Before ?? long.MaxValue,
        query.Symbol,
        Ms(query.Since) ?? 0L,
        Ms(query.Until) ?? long.MaxValue,
        (long?)query.Status,
        query.IsProtection is { } isProtection ? (isProtection ? 1L : 0L) : null,
    ];

    private static object?[] Arguments(string account, ExecutionQuery query) =>
    [
        account,
        query.Before ?? long.MaxValue,
        query.Symbol,
        query.OrderId,
        query.ClientOrderId,
        (long?)query.Kind,
        Ms(query.Since) ?? 0L,
        Ms(query.Until) ?? long.MaxValue,
    ];

    // An order's executions are found by the order's index, not by walking through the account's.
    private static string Of(ExecutionQuery query)
    {
        var byOrder = query.OrderId is not null ? "order_id = $3 AND " : query.ClientOrderId is not null ? "client_id = $4 AND " : string.Empty;
        return "FROM executions WHERE account = $0 AND " + byOrder + """
            number < $1 AND ($2 IS NULL OR symbol = $2) AND ($3 IS NULL OR order_id = $3) AND ($4 IS NULL OR client_id = $4)
                AND ($5 IS NULL OR kind = $5) AND at_ms >= $6 AND at_ms <= $7
            """;
    }

    private void WriteRows(Mutation mutation)
    {
        foreach (var order in mutation.Orders.Values)
        {
            WriteOrder(order);
        }

        foreach (var execution in mutation.Executions)
        {
            WriteExecution(execution);
        }

        foreach (var row in mutation.ClosedPnl.Values)
        {
            WriteClosedPnl(row);
        }

        History.Write(mutation);
        WriteState(mutation);
    }

    private void WriteOrder(VenueOrder order) => _sql.Execute(
        """
        INSERT INTO orders (number, account, order_id, client_id, symbol, is_open, is_protection, status, created_ms, body)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (number) DO UPDATE SET is_open = excluded.is_open, status = excluded.status, body = excluded.body
        """,
        order.Number,
        order.Account,
        order.OrderId,
        order.ClientOrderId,
        order.Symbol,
        order.IsOpen ? 1 : 0,
        order.IsProtection ? 1 : 0,
        (long)order.Status,
        Ms(order.CreatedAt),
        Text(order, LedgerJson.Default.VenueOrder));

    private void WriteExecution(VenueExecution execution) => _sql.Execute(
        "INSERT INTO executions (number, account, symbol, order_id, client_id, kind, at_ms, body) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
        execution.Number,
        execution.Account,
        execution.Symbol,
        execution.OrderId,
        execution.ClientOrderId,
        (long)execution.Kind,
        Ms(execution.At),
        Text(execution, LedgerJson.Default.VenueExecution));

    private void WriteClosedPnl(ClosedPnlRow row) => _sql.Execute(
        """
        INSERT INTO closed_pnl (number, account, symbol, at_ms, body) VALUES ($0, $1, $2, $3, $4)
        ON CONFLICT (number) DO UPDATE SET at_ms = excluded.at_ms, body = excluded.body
        """,
        row.OrderNumber,
        row.Account,
        row.Symbol,
        Ms(row.UpdatedAt),
        Text(row, LedgerJson.Default.ClosedPnlRow));

    private void WriteState(Mutation mutation)
    {
        foreach (var account in mutation.Wallets)
        {
            SaveWallet(new WalletRow(account.Key, account.StartBalance, account.Balance));
        }

        foreach (var position in mutation.Positions.Keys)
        {
            SaveIndexed("positions", position.Account, position.Symbol, position.Index, Text(position, LedgerJson.Default.Position));
        }

        foreach (var cover in mutation.Covers)
        {
            SaveIndexed("covers", cover.Account, cover.Symbol, cover.Index, Text(cover, LedgerJson.Default.CoverRow));
        }

        foreach (var holding in mutation.Settings)
        {
            var row = new HoldingRow(holding.Account.Key, holding.Market.Symbol, holding.Leverage, holding.Mode);
            _sql.Execute(
                "INSERT INTO holdings (account, symbol, body) VALUES ($0, $1, $2) ON CONFLICT DO UPDATE SET body = excluded.body",
                row.Account,
                row.Symbol,
                Text(row, LedgerJson.Default.HoldingRow));
        }

        if (mutation.DuplicatesRefused > 0)
        {
            var before = long.Parse(GetMeta("duplicates_refused") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            SetMeta("duplicates_refused", $"{before + mutation.DuplicatesRefused}");
        }
    }

    private void SaveIndexed(string table, string account, string symbol, int index, string body) => _sql.Execute(
        $"INSERT INTO {table} (account, symbol, idx, body) VALUES ($0, $1, $2, $3) ON CONFLICT DO UPDATE SET body = excluded.body",
        account,
        symbol,
        index,
        body);
}
