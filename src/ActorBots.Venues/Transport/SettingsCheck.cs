using System.Collections.Immutable;
using System.Globalization;

namespace ActorBots.Venues.Transport;

/// <summary>Collects what is wrong with settings: field, value and allowed range, all problems at once.</summary>
/// <param name="path">Where the settings stand in the configuration.</param>
internal sealed class SettingsCheck(string path)
{
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>What was found.</summary>
    public ImmutableArray<string> Problems => _problems.ToImmutable();

    /// <summary>Demands a whole number in a range.</summary>
    public void Range(string key, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}.{key} = {value} must be {min} to {max}"));
        }
    }

    /// <summary>Demands a duration in a range.</summary>
    public void Range(string key, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            _problems.Add($"{path}.{key} = {Text(value)} must be {Text(min)} to {Text(max)}");
        }
    }

    /// <summary>Adds a problem of another kind.</summary>
    public void Require(bool holds, string key, string problem)
    {
        if (!holds)
        {
            _problems.Add($"{path}.{key} {problem}");
        }
    }

    /// <summary>Adds the problems of a part.</summary>
    public void Include(ImmutableArray<string> problems) => _problems.AddRange(problems);

    private static string Text(TimeSpan value) => value.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.###}s")
        : string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.###}ms");
}
