using System.Globalization;
using System.Runtime.InteropServices;
using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer;

internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var socket = arguments[0];
        var port = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        using var stop = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; stop.Cancel(); });
        await using var engine = new EngineDatabase(socket);
        await using var front = new Front(engine, new FrontOptions { Port = port, StateFolder = arguments[2], IsReplicaSet = true }, TimeProvider.System);
        Console.WriteLine($"READY {front.ConnectionString}");
        try
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        return 0;
    }
}
