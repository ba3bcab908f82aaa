namespace ActorBots.Domain.Bots.Config;

/// <summary>The legal shape of a text, with an example of it (not quoted).</summary>
internal sealed record TextRule(Func<string, bool> Allows, string Description, string Example)
{
    /// <summary>Whether the value could be or hold a secret and is not repeated in a problem.</summary>
    internal bool Withheld { get; init; }

    /// <summary>The legal values, when they can be counted; the nearest one becomes the hint.</summary>
    internal IReadOnlyList<string> Choices { get; init; } = [];

    internal string ExampleText => $"\"{Example}\"";

    internal static TextRule OneOf(IReadOnlyList<string> choices, string example) =>
        new(choices.Contains, $"one of {string.Join(", ", choices)}", example) { Choices = choices };

    /// <summary>A name made of letters, digits and some marks.</summary>
    internal static bool IsName(string text, int maxLength, string marks) =>
        text.Length >= 1 && text.Length <= maxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c));
}
