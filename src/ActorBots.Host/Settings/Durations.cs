using System.Globalization;

namespace ActorBots.Host.Settings;

/// <summary>Durations as people write them: <c>250ms</c>, <c>60s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>The duration in a text, or nothing when it is not one. Never negative, at most 365 days.</summary>
    public static TimeSpan? Parse(string? text)
    {
        foreach (var (suffix, seconds) in Units)
        {
            if (text is not null && text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount >= 0 && amount * seconds <= 365 * 86400)
            {
                return TimeSpan.FromSeconds(amount * seconds);
            }
        }

        return null;
    }

    /// <summary>The shortest text of a duration.</summary>
    public static string Name(TimeSpan duration)
    {
        foreach (var (suffix, seconds) in Units.Reverse())
        {
            var amount = duration.TotalSeconds / seconds;
            if (amount >= 1 && amount == Math.Floor(amount))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{amount:0}{suffix}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms");
    }
}
