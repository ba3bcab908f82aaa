using System.Collections.Immutable;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>Runs the matrix once: two lanes at a time, first both without a crash, then both with all of theirs.</summary>
public sealed class CrashMatrixFixture : IAsyncLifetime
{
    internal ImmutableArray<(CrashStep Step, string Outcome)> Rows { get; private set; } = [];

    public async Task InitializeAsync()
    {
        ImmutableArray<CrashStep>[] lanes = [CrashMatrix.Journal, CrashMatrix.Wire];
        var expected = await Task.WhenAll(lanes.Select(steps => CrashLane.RunAsync(steps, dies: false)));
        var actual = await Task.WhenAll(lanes.Select(steps => CrashLane.RunAsync(steps, dies: true)));
        Rows =
        [
            .. lanes.SelectMany((steps, lane) => steps.Select((step, row) => (step, Outcome(expected[lane][row], actual[lane][row])))),
        ];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Outcome((RoundResult? Result, string Failure) expected, (RoundResult? Result, string Failure) actual)
    {
        if (expected.Result is not { } reference || actual.Result is not { } result)
        {
            return $"FAILED: {expected.Failure} {actual.Failure}";
        }

        List<string> problems = [];
        Compare("trades", reference.Trades, result.Trades);
        Compare("executions", reference.Executions, result.Executions);
        Compare("wallet", reference.Wallet, result.Wallet);
        Compare("orders", reference.Orders, result.Orders);
        Compare("state", reference.Status, result.Status);
        Compare("deaths", 1, result.Deaths);
        Compare("deaths of the reference", 0, reference.Deaths);
        Compare("duplicates", 0, result.Duplicates);
        Compare("open positions", 0, result.OpenPositions);
        Compare("balanced books", true, result.BooksBalance);
        Compare("trades at all", false, reference.Trades.Length == 0);
        return problems.Count == 0 ? "same books" : $"DIFFERENT: {string.Join("; ", problems)}";

        void Compare<T>(string what, T wanted, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(wanted, found))
            {
                problems.Add($"{what}: expected {wanted}, found {found}");
            }
        }
    }
}
