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
            .SelectMany((step, i) => CrashGround.Chosen.Select(ground => new object[] { i, step.ToString(), ground.ToString() }));

    [Theory]
    [MemberData(nameof(Steps))]
    public void Node_DiesAtStep_RecoversToTheSameBooks(int row, string step, string ground)
    {
        output.WriteLine($"{step}, {ground}");
        var outcome = fixture.Rows[row].Outcomes[ground];
        Assert.True(outcome == "same books", $"{step}, {ground}: {outcome}");
    }

    [Fact]
    public async Task Matrix_Table_IsUpToDate()
    {
        var file = Repository.TestFile(TableFile);
        var table = CrashMatrix.Table(fixture.Rows, await File.ReadAllTextAsync(file));
        if (Environment.GetEnvironmentVariable(WritesTable) is not null)
        {
            await File.WriteAllTextAsync(file, table);
        }

        Assert.Equal(table, await File.ReadAllTextAsync(file));
    }
}
