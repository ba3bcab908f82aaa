using ActorBots.EndToEnd.Tests.Processes;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>One life of the node that dies.</summary>
internal sealed class CrashNodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(120);

    private readonly ChildProcess _process;

    private CrashNodeProcess(ChildProcess process) => _process = process;

    /// <summary>Starts a node and waits until its bot trades.</summary>
    public static async Task<CrashNodeProcess> StartAsync(CrashVenue venue, CrashStore store)
    {
        string[] arguments = [venue.Wire.Name, venue.Address.ToString(), store.DataDirectory, .. store.Mongo is { } mongo ? [mongo.ConnectionString, mongo.Database!] : Array.Empty<string>()];
        var node = new CrashNodeProcess(ChildProcess.Start(Programs.CrashNode, Path.GetTempPath(), arguments));
        var line = await node._process.ReadLineAsync(AnswerTimeout);
        return line == "ready" ? node : throw new InvalidOperationException($"the node said '{line}'; {node._process}");
    }

    /// <summary>Asks; nothing when the node died instead of answering.</summary>
    public async Task<string?> AskAsync(string line)
    {
        await _process.WriteLineAsync(line);
        return await _process.ReadLineAsync(AnswerTimeout);
    }

    public bool HasEnded => _process.HasEnded;

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    public override string ToString() => _process.ToString();
}
