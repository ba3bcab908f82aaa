using System.Numerics;

namespace ActorBots.Domain.Indicators;

/// <summary>
/// Wilder's arithmetic over any number type. The engine runs it on <see cref="decimal"/>; the tests also run it on
/// <see cref="double"/>, because the reference vectors are printed doubles and only then can agree to the last digit.
/// </summary>
internal static class WilderAverage
{
    internal static T TrueRange<T>(T high, T low, T previousClose)
        where T : INumber<T> =>
        T.Max(high - low, T.Max(T.Abs(high - previousClose), T.Abs(low - previousClose)));

    /// <summary>
    /// Smooths by 1/n, started with the plain mean of the first n values. Element i of the result is the average at value i;
    /// the first n − 1 are absent.
    /// </summary>
    internal static T?[] Smooth<T>(ReadOnlySpan<T> values, int period)
        where T : struct, INumber<T>
    {
        var averages = new T?[values.Length];
        if (values.Length < period)
        {
            return averages;
        }

        var n = T.CreateChecked(period);
        var sum = T.Zero;
        for (var i = 0; i < period; i++)
        {
            sum += values[i];
        }

        var average = sum / n;
        averages[period - 1] = average;
        for (var i = period; i < values.Length; i++)
        {
            average = ((average * (n - T.One)) + values[i]) / n;
            averages[i] = average;
        }

        return averages;
    }
}
