using System.Text.RegularExpressions;

namespace ActorBots.Architecture.Tests;

/// <summary>A C# file of the repository.</summary>
internal sealed partial class SourceFile
{
    internal SourceFile(string root, string path)
    {
        RelativePath = Path.GetRelativePath(root, path).Replace('\\', '/');
        Lines = File.ReadAllLines(path);
        Code = string.Join('\n', Lines.Select(line => LineComment().Replace(line, string.Empty)));
    }

    /// <summary>The path below the repository's root, with slashes: <c>src/ActorBots.Domain/Orders/Fill.cs</c>.</summary>
    internal string RelativePath { get; }

    internal string[] Lines { get; }

    /// <summary>The text without line and documentation comments.</summary>
    internal string Code { get; }

    internal bool IsShipped => RelativePath.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>The project's name, the second part of the path.</summary>
    internal string Project => RelativePath.Split('/')[1];

    /// <summary>The namespace that the folder asks for.</summary>
    internal string FolderNamespace => string.Join('.', RelativePath.Split('/')[1..^1]);

    internal string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Names of the types declared at the outermost level, in order, with whether they are public.</summary>
    internal IEnumerable<(string Name, bool IsPublic)> OuterTypes =>
        OuterType().Matches(Code).Select(match => (match.Groups[2].Value, match.Groups[1].Value.Contains("public", StringComparison.Ordinal)));

    public override string ToString() => RelativePath;

    // A comment starts after two slashes that are not part of an address in a text.
    [GeneratedRegex(@"(?<!:)//.*$")]
    private static partial Regex LineComment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^((?:public |internal |file |sealed |abstract |static |partial |readonly |ref )*)(?:record class|record struct|record|class|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex OuterType();
}
