using System.Globalization;

namespace ActorBots.Benchmarks;

/// <summary>One measured rate.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="PerSecond">How often per second.</param>
internal sealed record Figure(string Name, double PerSecond)
{
    /// <summary>Times something that was done a number of times.</summary>
    public static async Task<Figure> OfAsync(string name, long count, Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return new Figure(name, count / TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The rate for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name,-44} {PerSecond,16:N0} /s");

    /// <summary>How much faster this is than another, for people.</summary>
    public string Against(Figure other) => string.Create(CultureInfo.InvariantCulture, $"{$"{Name} : {other.Name}",-44} {PerSecond / other.PerSecond,16:N3}");
}
