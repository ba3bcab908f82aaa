using System.Globalization;

namespace ActorBots.Domain.Bots.Config;

/// <summary>The legal range of a number, with an example from it.</summary>
internal sealed record NumberRule(decimal Min, decimal Max, decimal Example)
{
    /// <summary>Whether fractions are refused.</summary>
    internal bool Whole { get; init; }

    /// <summary>Whether the lower end itself is refused.</summary>
    internal bool AboveMin { get; init; }

    internal bool Allows(decimal value) =>
        value <= Max && (AboveMin ? value > Min : value >= Min) && (!Whole || value == decimal.Truncate(value));

    internal string Describe()
    {
        var kind = Whole ? "a whole number" : "a number";
        return AboveMin
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} greater than {Min} and at most {Max}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind} from {Min} to {Max}");
    }

    internal string ExampleText => Example.ToString(CultureInfo.InvariantCulture);
}
