using System.Collections.Immutable;
using System.Diagnostics;

namespace ActorBots.Testing.Mongo;

/// <summary>One life of a server, from its start to its end.</summary>
/// <param name="Process">Ends when its standard input does.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="ProcessIds">All that must be stopped to stop it.</param>
internal sealed record ServerRun(Process Process, int Port, ImmutableArray<int> ProcessIds) : IAsyncDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(20);

    public void Signal(int signal)
    {
        foreach (var id in ProcessIds)
        {
            ProcessSignal.Send(id, signal);
        }
    }

    /// <summary>Ends all of it at once.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Signal(ProcessSignal.Kill);
        await Process.WaitForExitAsync(cancellationToken).WaitAsync(EndTimeout, cancellationToken);
    }

    /// <summary>An orderly end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Signal(ProcessSignal.Continue);
            Process.StandardInput.Close();
            await Process.WaitForExitAsync().WaitAsync(EndTimeout);
        }

        Process.Dispose();
    }
}
