namespace ActorBots.Simulation.Ledger;

/// <summary>The ledger's tables. Each row keeps its record as JSON in <c>body</c>; the other columns are for finding it.</summary>
internal static class LedgerSchema
{
    /// <summary>Version of the tables; a ledger of another version is refused.</summary>
    public const string Version = "2";

    // The index on client ids is deliberately not unique: the audit counts duplicates itself instead of trusting a constraint.
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS orders (
            number INTEGER PRIMARY KEY, account TEXT NOT NULL, order_id TEXT NOT NULL, client_id TEXT NOT NULL, symbol TEXT NOT NULL,
            is_open INTEGER NOT NULL, is_protection INTEGER NOT NULL, status INTEGER NOT NULL, created_ms INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS orders_id ON orders (order_id);
        CREATE INDEX IF NOT EXISTS orders_client ON orders (account, client_id) WHERE client_id <> '';
        CREATE INDEX IF NOT EXISTS orders_account ON orders (account, is_open, number);
        CREATE TABLE IF NOT EXISTS executions (
            number INTEGER PRIMARY KEY, account TEXT NOT NULL, symbol TEXT NOT NULL, order_id TEXT NOT NULL, client_id TEXT NOT NULL,
            kind INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS executions_order ON executions (order_id);
        CREATE INDEX IF NOT EXISTS executions_client ON executions (account, client_id) WHERE client_id <> '';
        CREATE INDEX IF NOT EXISTS executions_account ON executions (account, number);
        CREATE TABLE IF NOT EXISTS closed_pnl (
            number INTEGER PRIMARY KEY, account TEXT NOT NULL, symbol TEXT NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS closed_pnl_account ON closed_pnl (account, number);
        CREATE TABLE IF NOT EXISTS closed_positions (
            number INTEGER PRIMARY KEY, account TEXT NOT NULL, symbol TEXT NOT NULL, position_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
            body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS closed_positions_account ON closed_positions (account, at_ms);
        CREATE TABLE IF NOT EXISTS fundings (symbol TEXT, at_ms INTEGER, body TEXT NOT NULL, PRIMARY KEY (symbol, at_ms)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS wallets (account TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS holdings (account TEXT, symbol TEXT, body TEXT NOT NULL, PRIMARY KEY (account, symbol)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS positions (
            account TEXT, symbol TEXT, idx INTEGER, body TEXT NOT NULL, PRIMARY KEY (account, symbol, idx)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS covers (
            account TEXT, symbol TEXT, idx INTEGER, body TEXT NOT NULL, PRIMARY KEY (account, symbol, idx)) WITHOUT ROWID;
        """;
}
