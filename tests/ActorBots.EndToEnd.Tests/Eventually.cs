namespace ActorBots.EndToEnd.Tests;

/// <summary>Waits for states of other processes, which tell nobody when they change.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until something is there.</summary>
    /// <param name="what">What is waited for, for the error.</param>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="look">Looks; nothing means not yet.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public static async Task<T> GetAsync<T>(string what, TimeSpan timeout, Func<Task<T?>> look)
        where T : class
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < timeout)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(Interval);
        }

        throw new TimeoutException($"{what} did not come within {timeout}");
    }

    /// <summary>Waits until something holds.</summary>
    public static Task HoldsAsync(string what, TimeSpan timeout, Func<bool> holds) =>
        GetAsync(what, timeout, () => Task.FromResult(holds() ? what : null));
}
