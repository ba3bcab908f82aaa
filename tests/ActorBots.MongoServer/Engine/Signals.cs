using System.Globalization;

namespace ActorBots.MongoServer.Engine;

/// <summary>Sends signals that .NET has no call for.</summary>
internal static class Signals
{
    /// <param name="processId">The receiver.</param>
    /// <param name="signal">Its name without SIG.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task SendAsync(int processId, string signal, CancellationToken cancellationToken) => Tool.RunAsync(
        "/bin/sh", ["-c", $"kill -{signal} {processId.ToString(CultureInfo.InvariantCulture)} 2>/dev/null || true"], cancellationToken);
}
