using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace ActorBots.EndToEnd.Tests.Processes;

/// <summary>A .NET program in a process of its own. Its lines are kept; it is killed when disposed of.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();
    private ImmutableArray<string> _output = [];
    private ImmutableArray<string> _errors = [];

    private ChildProcess(Process process) => _process = process;

    /// <summary>The lines of standard output so far.</summary>
    public ImmutableArray<string> Output => _output;

    /// <summary>The lines of standard error so far.</summary>
    public ImmutableArray<string> Errors => _errors;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ChildProcess Start(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // These lives are too short for code that is measured first and compiled better later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var child = new ChildProcess(new Process { StartInfo = start });
        child.Run();
        return child;
    }

    /// <summary>The next line of standard output; nothing when the process ended instead.</summary>
    /// <exception cref="TimeoutException">It said nothing for that long.</exception>
    public async Task<string?> ReadLineAsync(TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            return await _news.Reader.WaitToReadAsync(patience.Token) && _news.Reader.TryRead(out var line) ? line : null;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no line came within {timeout}; {this}");
        }
    }

    /// <summary>Writes a line to its standard input; a process that has ended does not hear it.</summary>
    public async Task WriteLineAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The pipe broke: the process has ended, which the reader of its answers notices.
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(EndTimeout);
    }

    /// <summary>Asks it to end as Ctrl-C in a terminal or an orchestrator does.</summary>
    public void RequestEnd()
    {
        if (SendSignal(_process.Id, Terminate) != 0)
        {
            throw new InvalidOperationException($"the signal was not sent; {this}");
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> EndAsync(TimeSpan timeout)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"the process did not end within {timeout}; {this}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    /// <summary>What it said, for the messages of failed tests.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, ["standard output:", .. _output.TakeLast(20), "standard error:", .. _errors.TakeLast(40)]);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                ImmutableInterlocked.Update(ref _errors, errors => errors.Add(text));
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _news.Writer.TryComplete();
            return;
        }

        ImmutableInterlocked.Update(ref _output, output => output.Add(line));
        _news.Writer.TryWrite(line);
    }
}
