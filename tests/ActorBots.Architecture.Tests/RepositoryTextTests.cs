using System.Text.RegularExpressions;

namespace ActorBots.Architecture.Tests;

/// <summary>What must not be in any file of the repository: secrets, and paths of the machine that it was written on.</summary>
public sealed partial class RepositoryTextTests
{
    private const int LargestText = 2_000_000;

    private static readonly string[] Binary = [".gz", ".png", ".jpg", ".db", ".sqlite", ".snk", ".ico", ".zip"];

    [Fact]
    public void Files_HoldNoMachinePath() => Offenders.None(Findings(MachinePath(), _ => true));

    [Fact]
    public void Files_HoldNoPrivateKey() => Offenders.None(Findings(PrivateKey(), _ => true));

    [Fact]
    public void Files_OutsideOfTests_HoldNoSigningSecret() =>
        Offenders.None(Findings(SigningSecret(), path => !path.StartsWith("tests/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("see /home" + "/somebody/project")]
    [InlineData(@"C:\Users" + @"\somebody")]
    public void MachinePath_OfAPerson_IsFound(string text) => Assert.Matches(MachinePath(), text);

    private static IEnumerable<string> Findings(Regex pattern, Func<string, bool> concerns) =>
        from path in Repository.Files(Repository.Root)
        let relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where relative != ".git" && concerns(relative)
        where !Binary.Contains(Path.GetExtension(path)) && new FileInfo(path).Length <= LargestText
        from line in File.ReadLines(path).Select((text, i) => (Text: text, Number: i + 1))
        where pattern.IsMatch(line.Text)
        select $"{relative}:{line.Number}: {line.Text.Trim()}";

    // The patterns are put together here so that this file does not find itself.
    [GeneratedRegex("(?<![\\w.])/(home|Users|root|work)" + "/\\w|\\b[A-Z]:\\\\" + "Users\\\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----|\\bAKIA[0-9A-Z]{16}\\b")]
    private static partial Regex PrivateKey();

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]" + "{16,}")]
    private static partial Regex SigningSecret();
}
