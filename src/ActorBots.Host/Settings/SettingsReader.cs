using System.Collections.Immutable;
using System.Globalization;
using Akka.Configuration;

namespace ActorBots.Host.Settings;

/// <summary>Reads typed values out of HOCON and gathers every problem instead of stopping at the first.</summary>
internal sealed class SettingsReader
{
    private readonly Config _config;
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    public SettingsReader(Config config) => _config = config;

    /// <summary>Everything that was wrong so far.</summary>
    public ImmutableArray<string> Problems => _problems.ToImmutable();

    public void Add(IEnumerable<string> problems) => _problems.AddRange(problems);

    public string Text(string key) => _config.GetString(key, string.Empty) ?? string.Empty;

    /// <summary>A text that must not be empty.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What is allowed, for the problem.</param>
    public string Required(string key, string allowed)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            _problems.Add($"{key} = '': allowed is {allowed}");
        }

        return text;
    }

    public string OneOf(string key, params ReadOnlySpan<string> allowed)
    {
        var value = Text(key);
        foreach (var candidate in allowed)
        {
            if (candidate == value)
            {
                return value;
            }
        }

        _problems.Add($"{key} = '{value}': allowed is one of {string.Join(", ", allowed.ToArray())}");
        return allowed[0];
    }

    public bool Flag(string key) => OneOf(key, "false", "true", "off", "on") is "true" or "on";

    public int Number(string key, int min, int max)
    {
        var text = Text(key);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        _problems.Add($"{key} = '{text}': allowed is a whole number from {min} to {max}");
        return min;
    }

    /// <summary>A whole number whose range somebody else checks.</summary>
    public int Number(string key) => Number(key, int.MinValue, int.MaxValue);

    /// <summary>A duration whose range somebody else checks.</summary>
    public TimeSpan Duration(string key) => Duration(key, TimeSpan.Zero, TimeSpan.FromDays(365));

    public TimeSpan Duration(string key, TimeSpan min, TimeSpan max)
    {
        var text = Text(key);
        if (Durations.Parse(text) is { } value && value >= min && value <= max)
        {
            return value;
        }

        _problems.Add($"{key} = '{text}': allowed is a duration from {Durations.Name(min)} to {Durations.Name(max)}, such as {Durations.Name(min)}");
        return min;
    }

    public IReadOnlyList<string> List(string key) => [.. _config.GetStringList(key, [])];
}
