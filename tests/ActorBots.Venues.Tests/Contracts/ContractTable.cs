using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ActorBots.Testing.Venues;
using Xunit.Sdk;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>The contracts' cases and who runs them, read from the suite itself.</summary>
internal static partial class ContractTable
{
    /// <summary>All cases of all contracts, in the order of contracts and then of the source.</summary>
    public static IReadOnlyList<ContractCase> Cases { get; } =
    [
        .. typeof(VenueStage).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsGenericTypeDefinition: true, Namespace: "ActorBots.Testing.Venues" })
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .SelectMany(CasesOf),
    ];

    /// <summary>The venues that run a contract.</summary>
    public static IReadOnlyList<string> Venues { get; } = [.. Runs.Select(r => r.Venue).Distinct().Order(StringComparer.Ordinal).Reverse()];

    /// <summary>Concrete subclasses of contracts with their venues.</summary>
    public static IEnumerable<(Type Contract, string Venue)> Runs => typeof(ContractTable).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, BaseType: { IsGenericType: true } contract } && contract.Assembly == typeof(VenueStage).Assembly)
        .Select(t => (t.BaseType!.GetGenericTypeDefinition(), VenueOf(t.BaseType!.GenericTypeArguments[0])));

    /// <summary>The document.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| Contract | Case | Card, hard case | {string.Join(" | ", Venues)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|---|{string.Concat(Enumerable.Repeat("---|", Venues.Count))}");
        foreach (var one in Cases)
        {
            var marks = Venues.Select(v => Runs.Contains((one.Contract, v)) ? one.Rows == 1 ? "✓" : $"✓ {one.Rows}" : "–");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {one.ContractName} | {one.Name} | {string.Join(", ", one.Cards.Concat(one.HardCases))} | {string.Join(" | ", marks)} |");
        }

        var totals = Venues.Select(v => Cases.Where(c => Runs.Contains((c.Contract, v))).Sum(c => c.Rows).ToString(CultureInfo.InvariantCulture));
        text.AppendLine(CultureInfo.InvariantCulture, $"| **all** | | | {string.Join(" | ", totals)} |");
        text.AppendLine();
        text.AppendLine("| Card | About | Covered by, or why not |");
        text.AppendLine("|---|---|---|");
        foreach (var card in ExecutionCards.All)
        {
            var covered = card.NotOurs ?? string.Join(", ", Cases.Where(c => c.Cards.Contains(card.Number)).Select(c => c.Name));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {card.Number} | {card.Subject} | {covered} |");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<ContractCase> CasesOf(Type contract) => contract
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
        .OrderBy(m => m.MetadataToken)
        .Select(m => new ContractCase(
            contract,
            m.Name,
            RowsOf(contract, m),
            m.GetCustomAttribute<CardAttribute>()?.Numbers ?? [],
            [.. HardCase().Matches(m.Name).Select(h => int.Parse(h.Groups[1].Value, CultureInfo.InvariantCulture).ToString("'hard case '0", CultureInfo.InvariantCulture))]));

    private static int RowsOf(Type contract, MethodInfo method)
    {
        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        var closed = contract.MakeGenericType(typeof(BybitStage)).GetMethod(method.Name)!;
        return data.Count == 0 ? 1 : data.Sum(d => d.GetData(closed).Count());
    }

    private static string VenueOf(Type stage) =>
        (string)stage.GetProperty(nameof(IVenueStage.VenueName), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    [GeneratedRegex(@"HardCase(\d+)_")]
    private static partial Regex HardCase();
}

/// <summary>One case of a contract.</summary>
internal sealed record ContractCase(Type Contract, string Name, int Rows, IReadOnlyList<string> Cards, IReadOnlyList<string> HardCases)
{
    public string ContractName => Contract.Name[..Contract.Name.IndexOf('`', StringComparison.Ordinal)].Replace("Contract", string.Empty, StringComparison.Ordinal);
}
