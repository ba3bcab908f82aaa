using ActorBots.Testing.Node;
using ActorBots.Testing.Venues;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>The published table of contract cases is what the suite has. <c>ACTORBOTS_WRITE_CONTRACT_TABLE=1</c> writes it anew.</summary>
public sealed class ContractTableTests
{
    private const string Begin = "<!-- contract table: written by the suite, see ContractTableTests -->\n\n";
    private const string End = "\n<!-- end of the contract table -->";

    [Fact]
    public void PublishedTable_IsWhatTheSuiteHas()
    {
        var path = RepositoryFolder.Of("src", "ActorBots.Venues", "CONTRACT.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, "CONTRACT.md lacks the two marker lines");
        if (Environment.GetEnvironmentVariable("ACTORBOTS_WRITE_CONTRACT_TABLE") == "1")
        {
            File.WriteAllText(path, text[..from] + ContractTable.Write() + text[to..]);
        }

        Assert.Equal(ContractTable.Write(), File.ReadAllText(path).ReplaceLineEndings("\n")[from..^(text.Length - to)]);
    }

    [Fact]
    public void Contracts_AreAllRunByEachVenue()
    {
        var contracts = ContractTable.Cases.Select(c => c.Contract).Distinct().ToHashSet();

        Assert.NotEmpty(ContractTable.Venues);
        Assert.All(ContractTable.Venues, v => Assert.Equal(contracts, ContractTable.Runs.Where(r => r.Venue == v).Select(r => r.Contract).ToHashSet()));
    }

    [Fact]
    public void Cards_EachIsCoveredByACaseOrHasAReason()
    {
        var covered = ContractTable.Cases.SelectMany(c => c.Cards).ToHashSet();

        Assert.Equal(69, ExecutionCards.All.DistinctBy(c => c.Number).Count());
        Assert.All(ExecutionCards.All, c => Assert.True(c.NotOurs is null == covered.Contains(c.Number), $"{c.Number}: covered and not ours, or neither"));
        Assert.All(covered, number => Assert.Contains(ExecutionCards.All, c => c.Number == number));
    }
}
