using System.Reflection;
using System.Text.RegularExpressions;

namespace ActorBots.Architecture.Tests;

/// <summary>Names, sizes and shapes of source files.</summary>
public sealed partial class SourceStyleTests
{
    private const int LongestFile = 400;
    private const int LongestActor = 200;
    private const int LongestMedian = 65;

    private static readonly string[] BannedWords = ["Helper", "Helpers", "Utils", "Util", "Common", "Base", "Impl", "Info", "Manager"];

    [Fact]
    public void Sources_Found_AreThisRepositorys()
    {
        Assert.Contains(Repository.Sources, file => file.RelativePath == "src/ActorBots.Domain/Strategies/IStrategy.cs");
        Assert.Contains(Repository.Sources, file => file.OuterTypes.Contains((nameof(SourceStyleTests), true)));
    }

    [Fact]
    public void Files_Length_IsBounded() =>
        Offenders.None(Repository.Sources.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file}: {file.Lines.Length} lines"));

    [Fact]
    public void Actors_Length_IsBounded() =>
        Offenders.None(Repository.Sources
            .Where(file => file.IsShipped && NameOf(file).EndsWith("Actor", StringComparison.Ordinal) && file.Lines.Length > LongestActor)
            .Select(file => $"{file}: {file.Lines.Length} lines"));

    [Fact]
    public void Files_MedianLength_IsSmall()
    {
        var lengths = Repository.Sources.Where(file => file.IsShipped).Select(file => file.Lines.Length).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, LongestMedian);
    }

    [Fact]
    public void Namespaces_EqualTheirFolder() =>
        Offenders.None(Repository.Sources
            .Where(file => file.OuterTypes.Any() && file.Namespace != file.FolderNamespace)
            .Select(file => $"{file}: {file.Namespace ?? "no namespace"} instead of {file.FolderNamespace}"));

    [Fact]
    public void Files_HaveOnePublicTypeOfTheirName() =>
        Offenders.None(Repository.Sources
            .Where(file => file.IsShipped)
            .Select(file => (File: file, Public: file.OuterTypes.Where(type => type.IsPublic).Select(type => type.Name).ToArray()))
            .Where(entry => entry.Public.Length > 1 || (entry.Public.Length == 1 && entry.Public[0] != NameOf(entry.File)))
            .Select(entry => $"{entry.File}: {string.Join(", ", entry.Public)}"));

    [Fact]
    public void Names_HoldNoEmptyWord() =>
        Offenders.None(Repository.Sources
            .SelectMany(file => file.OuterTypes.Select(type => type.Name).Append(NameOf(file)).Distinct().Select(name => (file, name)))
            .Where(entry => Word().Matches(entry.name).Any(word => BannedWords.Contains(word.Value)))
            .Select(entry => $"{entry.file}: {entry.name}"));

    [Fact]
    public void Code_HidesNothing() =>
        Offenders.None(Repository.Sources
            .SelectMany(file => file.Lines.Select((line, i) => (file, line, Number: i + 1)))
            .Where(entry => Hiding().IsMatch(entry.line))
            .Select(entry => $"{entry.file}:{entry.Number}: {entry.line.Trim()}"));

    [Fact]
    public void Code_SwallowsNoException() =>
        Offenders.None(Repository.Sources
            .Where(file => EmptyCatch().IsMatch(string.Join('\n', file.Lines)) || EmptyCatchOfAll().IsMatch(file.Code)));

    [Theory]
    [InlineData("cat" + "ch (IOException) when (Gone()) { }", true)]
    [InlineData("cat" + "ch (Exception e) when (e is IOException) { // gone\n }", false)]
    public void EmptyCatch_WithoutAReason_IsFound(string text, bool isFound) => Assert.Equal(isFound, EmptyCatch().IsMatch(text));

    [Theory]
    [InlineData("cat" + "ch\n{\n}")]
    [InlineData("cat" + "ch (Exception) {\n}")]
    [InlineData("cat" + "ch (System.Exception e)\n{ }")]
    public void EmptyCatchOfAll_EvenWithAReason_IsFound(string text) => Assert.Matches(EmptyCatchOfAll(), text);

    [Fact]
    public void Code_BlocksOnNoTask() =>
        Offenders.None(Repository.Sources
            .Where(file => file.IsShipped && Blocking().IsMatch(file.Code))
            .Select(file => $"{file}: {Blocking().Match(file.Code).Value}"));

    [Theory]
    [InlineData("ActorBots.Domain")]
    [InlineData("ActorBots.Ports")]
    [InlineData("ActorBots.Protocol")]
    [InlineData("ActorBots.Actors")]
    [InlineData("ActorBots.Venues")]
    [InlineData("ActorBots.Simulation")]
    [InlineData("ActorBots.Storage")]
    [InlineData("actorbots")]
    public void PublicClasses_AreSealedOrAbstract(string assembly) =>
        Offenders.None(Assembly.Load(assembly).GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, Name: not "Program" })
            .Select(type => type.FullName));

    private static string NameOf(SourceFile file) => Path.GetFileNameWithoutExtension(file.RelativePath);

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    // The words are put together here so that this file does not find itself.
    [GeneratedRegex("^\\s*#" + "region|" + "\\bTO" + "DO\\b|\\bFIX" + "ME\\b|NotImplemented" + "Exception")]
    private static partial Regex Hiding();

    // A catch of one kind may be empty when a comment in it says why; a catch of everything may not.
    [GeneratedRegex(@"\bcatch\s*(\([^)]*\)\s*)?(when\s*\(.*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\bcatch\s*(\((System\.)?Exception(\s+\w+)?\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatchOfAll();

    [GeneratedRegex(@"\.GetAwaiter\(\)\s*\.GetResult\(\)|\.Wait\(\)|\basync void\b")]
    private static partial Regex Blocking();
}
