using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ActorBots.Testing.Node;

/// <summary>A running script; ended when disposed. Its output is read line by line.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();

    private NodeProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Runs a script with installed packages.</summary>
    /// <param name="script">The script's path; CommonJS (<c>.cjs</c>), so that it finds packages by <c>NODE_PATH</c>.</param>
    /// <param name="modules">What <see cref="NodePackages.InstallAsync(string, CancellationToken)"/> gave.</param>
    /// <param name="environment">More variables.</param>
    public static NodeProcess StartScript(string script, string modules, IReadOnlyDictionary<string, string> environment) => Start(
        NodeTools.Node ?? throw new InvalidOperationException("node is not installed"),
        [script],
        Path.GetDirectoryName(script) ?? ".",
        new Dictionary<string, string>(environment) { ["NODE_PATH"] = modules });

    /// <summary>The next line of its output.</summary>
    /// <exception cref="InvalidOperationException">It ended, or said nothing for that long; the message holds its errors.</exception>
    public async Task<string> ReadLineAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(timeout, cancellationToken);
        }
        catch (Exception exception) when (exception is ChannelClosedException or TimeoutException)
        {
            throw new InvalidOperationException($"the script gave no line within {timeout}: {Errors}", exception);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(timeout, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends it with its children, if it has not ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static NodeProcess Start(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var node = new NodeProcess(new Process { StartInfo = start });
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    private void Take(string? line)
    {
        if (line is null)
            _lines.Writer.TryComplete();
        else
            _lines.Writer.TryWrite(line);
    }
}
