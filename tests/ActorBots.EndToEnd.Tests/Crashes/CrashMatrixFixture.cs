using System.Collections.Immutable;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>
/// Runs the matrix once: first both lanes of each venue without a crash on SQLite, then both with all of theirs on each ground at the same
/// time. The reference is the same for both stores, so what they agree with they agree on with each other.
/// </summary>
public sealed class CrashMatrixFixture : IAsyncLifetime
{
    private static readonly ImmutableArray<ImmutableArray<CrashStep>> Lanes = [CrashMatrix.Journal, CrashMatrix.Wire];

    private readonly MongoFixture _mongo = new();

    internal ImmutableArray<CrashRow> Rows { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await _mongo.InitializeAsync();
        var wires = CrashGround.Chosen.Select(g => g.Wire).Distinct().ToList();
        var references = await Task.WhenAll(wires.SelectMany(w => Lanes.Select(steps => CrashLane.RunAsync(w, steps, dies: false, mongo: null))));
        var actual = await Task.WhenAll(CrashGround.Chosen.SelectMany(g => Lanes.Select(
            steps => CrashLane.RunAsync(g.Wire, steps, dies: true, g.IsMongo ? NewDatabase() : null))));
        Rows =
        [
            .. Lanes.SelectMany((steps, lane) => steps.Select((step, row) => new CrashRow(step, CrashGround.Chosen.Select((ground, i) => (ground, i)).ToImmutableDictionary(
                x => x.ground.ToString(),
                x => Outcome(references[(wires.IndexOf(x.ground.Wire) * Lanes.Length) + lane][row], actual[(x.i * Lanes.Length) + lane][row]),
                StringComparer.Ordinal)))),
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

        var problems = result.DifferencesFrom(reference);
        problems.AddRange(result.Deaths == 1 ? [] : [$"deaths: expected 1, found {result.Deaths}"]);
        problems.AddRange(reference.Deaths == 0 ? [] : [$"the reference died {reference.Deaths} times"]);
        return problems.Count == 0 ? "same books" : $"DIFFERENT: {string.Join("; ", problems)}";
    }
}
