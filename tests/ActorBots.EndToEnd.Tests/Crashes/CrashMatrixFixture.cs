using System.Collections.Immutable;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>
/// Runs the matrix once: first both lanes without a crash on SQLite, then both with all of theirs on both stores at the same time. The
/// reference is the same for both stores, so what they agree with they agree on with each other.
/// </summary>
public sealed class CrashMatrixFixture : IAsyncLifetime
{
    private static readonly ImmutableArray<ImmutableArray<CrashStep>> Lanes = [CrashMatrix.Journal, CrashMatrix.Wire];

    private readonly MongoFixture _mongo = new();

    internal ImmutableArray<CrashRow> Rows { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await _mongo.InitializeAsync();
        var expected = await Task.WhenAll(Lanes.Select(steps => CrashLane.RunAsync(steps, dies: false, mongo: null)));
        var actual = await Task.WhenAll(
        [
            .. Lanes.Select(steps => CrashLane.RunAsync(steps, dies: true, mongo: null)),
            .. Lanes.Select(steps => CrashLane.RunAsync(steps, dies: true, NewDatabase())),
        ]);
        var (sqlite, mongo) = (actual[..Lanes.Length], actual[Lanes.Length..]);
        Rows =
        [
            .. Lanes.SelectMany((steps, lane) => steps.Select((step, row) => new CrashRow(
                step, Outcome(expected[lane][row], sqlite[lane][row]), Outcome(expected[lane][row], mongo[lane][row])))),
        ];
    }

    public Task DisposeAsync() => _mongo.DisposeAsync();

    private MongoSettings NewDatabase() => new() { ConnectionString = _mongo.ConnectionString, Database = _mongo.NewDatabaseName() };

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
