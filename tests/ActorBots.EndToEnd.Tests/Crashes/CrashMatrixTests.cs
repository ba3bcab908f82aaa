using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>The process dies before and after each step of the order's life and comes back to the same books.</summary>
public sealed class CrashMatrixTests(CrashMatrixFixture fixture, ITestOutputHelper output) : IClassFixture<CrashMatrixFixture>
{
    /// <summary>Set to anything, it makes the test write the table instead of comparing it.</summary>
    private const string WritesTable = "ACTORBOTS_WRITE_CRASH_MATRIX";

    private const string TableFile = "CRASH-MATRIX.md";

    public static IEnumerable<object[]> Steps =>
        CrashMatrix.Journal.Concat(CrashMatrix.Wire)
            .SelectMany((step, i) => new[] { "SQLite", "MongoDB" }.Select(store => new object[] { i, step.ToString(), store }));

    [Theory]
    [MemberData(nameof(Steps))]
    public void Node_DiesAtStep_RecoversToTheSameBooks(int row, string step, string store)
    {
        output.WriteLine($"{step} on {store}");
        var outcome = store == "SQLite" ? fixture.Rows[row].Sqlite : fixture.Rows[row].Mongo;
        Assert.True(outcome == "same books", $"{step} on {store}: {outcome}");
    }

    [Fact]
    public async Task Matrix_Table_IsUpToDate()
    {
        var table = CrashMatrix.Table(fixture.Rows);
        var file = Repository.TestFile(TableFile);
        if (Environment.GetEnvironmentVariable(WritesTable) is not null)
        {
            await File.WriteAllTextAsync(file, table);
        }

        Assert.Equal(table, await File.ReadAllTextAsync(file));
    }
}
