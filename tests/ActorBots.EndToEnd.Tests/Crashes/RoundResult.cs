namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>What a round left behind.</summary>
internal sealed record RoundResult
{
    /// <summary>The bot's trades: everything but ids, one line each.</summary>
    public required string Trades { get; init; }

    /// <summary>What the venue executed: everything but ids, one line each.</summary>
    public required string Executions { get; init; }

    /// <summary>The wallet's balance after the round.</summary>
    public required decimal Wallet { get; init; }

    /// <summary>Orders that the venue accepted in the round.</summary>
    public required long Orders { get; init; }

    /// <summary>Client order ids under which the venue accepted more than one order, ever.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Open positions after the round.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Whether the venue's books balance.</summary>
    public required bool BooksBalance { get; init; }

    /// <summary>The bot's state after the round.</summary>
    public required string Status { get; init; }

    /// <summary>How often the node died.</summary>
    public required int Deaths { get; init; }

    /// <summary>What is not as in an undisturbed round, and what must never be; nothing when all is well.</summary>
    public List<string> DifferencesFrom(RoundResult reference)
    {
        List<string> problems = [];
        Compare("trades", reference.Trades, Trades);
        Compare("executions", reference.Executions, Executions);
        Compare("wallet", reference.Wallet, Wallet);
        Compare("orders", reference.Orders, Orders);
        Compare("state", reference.Status, Status);
        Compare("duplicates", 0, Duplicates);
        Compare("open positions", 0, OpenPositions);
        Compare("balanced books", true, BooksBalance);
        Compare("trades at all", false, reference.Trades.Length == 0);
        return problems;

        void Compare<T>(string what, T wanted, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(wanted, found))
            {
                problems.Add($"{what}: expected {wanted}, found {found}");
            }
        }
    }
}
