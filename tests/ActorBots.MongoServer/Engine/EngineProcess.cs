using System.Diagnostics;
using ActorBots.MongoServer.Storage;
using Npgsql;

namespace ActorBots.MongoServer.Engine;

/// <summary>A running PostgreSQL. It ends with this process, however that ends.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private const int MostLines = 50;
    private const int MostStarts = 20;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<Process> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EngineProcess(ProcessStartInfo start)
    {
        // The kernel tells the child of the death of the thread that started it, so that thread must live as long as the child.
        var thread = new Thread(() => Run(start)) { IsBackground = true, Name = "engine" };
        thread.Start();
    }

    /// <summary>Completes when it has ended, by itself or not.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts it on a data folder and waits until it answers.</summary>
    /// <exception cref="EngineException">It does not; the message holds what it said.</exception>
    public static async Task<EngineProcess> StartAsync(
        EnginePrefix prefix, string dataFolder, string socketFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command =
            [.. EngineUser.Launcher(endWithParent: true), .. prefix.Command("postgres"), .. EngineSettings.Arguments(dataFolder, socketFolder)];
        for (var attempt = 1; ; attempt++)
        {
            var engine = new EngineProcess(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, WorkingDirectory = "/" });
            if (await engine.AnswersAsync(socketFolder, time, cancellationToken))
            {
                return engine;
            }

            // What a killed predecessor left may still be ending, and holds the data that long.
            if (attempt == MostStarts)
            {
                throw new EngineException($"the engine does not start on {dataFolder}: {engine.Said}");
            }

            await Task.Delay(Pause * 5, time, cancellationToken);
        }
    }

    /// <summary>Orderly: what is running is rolled back, what was committed is there at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        var process = await _started.Task;
        if (!_ended.Task.IsCompleted)
        {
            await Signals.SendAsync(process.Id, "INT", CancellationToken.None);
        }

        try
        {
            await _ended.Task.WaitAsync(StopTimeout);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await _ended.Task;
        }

        process.Dispose();
    }

    private string Said
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    private void Run(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start) ?? throw new EngineException($"{start.FileName} did not start");
            process.ErrorDataReceived += (_, line) => Remember(line.Data);
            process.BeginErrorReadLine();
            _started.SetResult(process);
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            _started.SetException(new EngineException($"{start.FileName} cannot be run: {error.Message}"));
        }

        _ended.SetResult();
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    private async Task<bool> AnswersAsync(string socketFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        await _started.Task;
        var began = time.GetTimestamp();
        await using var database = new EngineDatabase(socketFolder);
        while (!_ended.Task.IsCompleted)
        {
            try
            {
                await using var connection = await database.OpenAsync(cancellationToken);
                return true;
            }
            catch (NpgsqlException) when (time.GetElapsedTime(began) < StartTimeout)
            {
                await Task.WhenAny(_ended.Task, Task.Delay(Pause, time, cancellationToken));
            }
        }

        return false;
    }
}
