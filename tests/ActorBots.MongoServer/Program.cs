using System.Runtime.InteropServices;
using ActorBots.MongoServer.Engine;

namespace ActorBots.MongoServer;

/// <summary>A MongoDB-compatible server for tests, on machines without a mongod. README.md beside this says what it proves and what not.</summary>
internal static class Program
{
    private const string Usage =
        """
        usage: prepare                        download and unpack the engine; a second time does nothing
               serve --data DIR [--port N] [--topology replica-set|standalone] [--temporary] [--detached]
                                              prints READY and a connection string; ends with its standard input or by SIGTERM
        """;

    public static async Task<int> Main(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        try
        {
            switch (arguments)
            {
                case ["prepare"]:
                    await PrepareAsync(stop.Token);
                    return 0;
                case ["serve", .. var rest]:
                    return await ServeAsync(ServeOptions.Parse(rest), stop);
                default:
                    await Console.Error.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (Exception error) when (error is EngineException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"the MongoDB server for tests: {error.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var isThere = EngineCache.Default.IsComplete;
        await new EnginePreparation(EngineCache.Default, TimeProvider.System, Console.Out).RunAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"the DocumentDB engine is {(isThere ? "there already" : "ready")}: {EngineCache.Default.Engine}");
    }

    private static async Task<int> ServeAsync(ServeOptions options, CancellationTokenSource stop)
    {
        var preparation = new EnginePreparation(EngineCache.Default, TimeProvider.System, Console.Error);
        await preparation.RunAsync(stop.Token);
        try
        {
            return await ServeAsync(preparation, options, stop.Token);
        }
        finally
        {
            if (options.IsTemporary)
            {
                Directory.Delete(options.DataFolder, recursive: true);
            }
        }
    }

    private static async Task<int> ServeAsync(EnginePreparation preparation, ServeOptions options, CancellationToken stop)
    {
        await using var server = await Server.StartAsync(preparation, options, TimeProvider.System, stop);
        await Console.Out.WriteLineAsync($"READY {server.ConnectionString}");
        var stopped = Task.Delay(Timeout.Infinite, stop);
        // A read of standard input cannot be cancelled; a signal must not wait for it.
        await Task.WhenAny(options.IsDetached ? stopped : InputEndAsync(), stopped, server.EngineEnded);
        if (!server.EngineEnded.IsCompleted)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync("the engine ended by itself");
        return 1;
    }

    private static async Task InputEndAsync()
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer) > 0)
        {
            // What comes in means nothing; its end does.
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
