using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using ActorBots.Testing;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>The program <c>ActorBots.LeaseHolder</c> in a process of its own. It is killed when disposed of.</summary>
internal sealed class HolderProcess : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<string> _said = [];

    private HolderProcess(Process process) => _process = process;

    /// <summary>The line of the lease's callback, once it comes.</summary>
    public Task<string> Lost => _lost.Task.WaitAsync(Patience);

    /// <summary>Whether the callback was called more than once or while the lease was held.</summary>
    public int Losses => _said.Count(static line => line.StartsWith("LOST", StringComparison.Ordinal));

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<HolderProcess> StartAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [TestProgram.PathOf("ActorBots.LeaseHolder"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var holder = new HolderProcess(new Process { StartInfo = start });
        holder.Run();
        Assert.Equal("READY", await holder.ReadAsync());
        return holder;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command);
        return await ReadAsync();
    }

    /// <summary>Sends a command; a stopped process finds it when it goes on.</summary>
    public async Task SendAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next answer.</summary>
    public async Task<string> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _answers.Reader.ReadAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"no answer came; it said:\n{string.Join('\n', _said)}", e);
        }
    }

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal(Continue);

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => ImmutableInterlocked.Update(ref _said, static (said, text) => said.Add($"! {text}"), line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _answers.Writer.TryComplete();
            return;
        }

        ImmutableInterlocked.Update(ref _said, static (said, text) => said.Add(text), line);
        if (line.StartsWith("LOST", StringComparison.Ordinal))
        {
            _lost.TrySetResult(line);
        }
        else
        {
            _answers.Writer.TryWrite(line);
        }
    }
}
