using System.Reflection;
using System.Text.RegularExpressions;
using ActorBots.Domain.Strategies;
using NetArchTest.Rules;

namespace ActorBots.Architecture.Tests;

/// <summary>The rules know no clock, chance, input, output or venue; a decision hangs on its inputs alone (law 7).</summary>
public sealed partial class DomainPurityTests
{
    private static readonly Assembly Domain = typeof(IStrategy).Assembly;

    [Theory]
    [InlineData("System.Threading.Tasks")]
    [InlineData("System.IO")]
    [InlineData("System.Net")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Random")]
    [InlineData("System.Console")]
    [InlineData("System.Reflection.Emit")]
    [InlineData("Microsoft.Extensions")]
    public void Domain_NothingFromOutside_IsUsed(string dependency) =>
        Offenders.None(Types.InAssembly(Domain).That().HaveDependencyOn(dependency).GetTypes().Select(type => type.FullName));

    [Fact]
    public void Domain_WhatIsUsed_IsSeenByTheSearch() =>
        Assert.NotEmpty(Types.InAssembly(Domain).That().HaveDependencyOn("System.Text.Json.JsonElement").GetTypes());

    [Fact]
    public void Domain_PublicInterfaces_AreTheStrategyAlone() =>
        Assert.Equal([nameof(IStrategy)], Domain.GetExportedTypes().Where(type => type.IsInterface).Select(type => type.Name));

    [Fact]
    public void Domain_FloatingPoint_IsInStatisticsOnly() =>
        Offenders.None(Repository.Sources
            .Where(file => file.Project == "ActorBots.Domain" && !file.FolderNamespace.EndsWith(".Performance", StringComparison.Ordinal))
            .Where(file => FloatingPoint().IsMatch(file.Code)));

    // Read from the source: compiled iterators ask the environment for their thread.
    [Fact]
    public void Domain_Environment_IsNotAsked() =>
        Offenders.None(Repository.Sources
            .Where(file => file.Project == "ActorBots.Domain" && file.Code.Contains("Environment.", StringComparison.Ordinal)));

    /// <summary>Names in texts and comments count as well: a rule that is explained by one venue is a rule for one venue.</summary>
    [Theory]
    [InlineData("ActorBots.Domain")]
    [InlineData("ActorBots.Ports")]
    [InlineData("ActorBots.Protocol")]
    [InlineData("ActorBots.Actors")]
    public void Core_CodeTextsAndComments_NameNoVenue(string project)
    {
        var folder = Path.Combine(Repository.Root, "src", project);
        var files = Repository.Files(folder).ToList();

        Assert.True(files.Count > 10, $"{project} has too few files to be looked at");
        Offenders.None(files.Where(path => Venue().IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(folder, path)));
    }

    [Theory]
    [InlineData("the venue's name: bybit")]
    [InlineData("class BitunixOrder")]
    public void Venue_Name_IsSeenByTheSearch(string text) => Assert.Matches(Venue(), text);

    [GeneratedRegex(@"\b(double|float|Half)\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex("bybit|bitunix", RegexOptions.IgnoreCase)]
    private static partial Regex Venue();
}
