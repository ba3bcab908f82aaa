using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Testing.Mongo;

/// <summary>MongoDB itself, where the machine has it on its PATH.</summary>
internal sealed class MongodProgram(string mongod) : ServerProgram
{
    private const int AlreadyInitialized = 23;

    // Ends the server when standard input ends, that is, with the tests.
    private const string Guarded = "\"$@\" >/dev/null & server=$!; echo $server; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    public override MongoServerKind Kind => MongoServerKind.Mongod;

    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mongod")).FirstOrDefault(File.Exists);

    public override async Task<ServerRun> StartAsync(MongoServerOptions options, string dataFolder, CancellationToken cancellationToken)
    {
        var taken = options.Port == 0 ? FreePort() : options.Port;
        string[] replication = options.IsReplicaSet ? ["--replSet", "rs0"] : [];
        var start = new ProcessStartInfo("/bin/sh",
            [
                "-c", options.LeavesNothing ? $"{Guarded}; rm -rf '{dataFolder}'" : Guarded, "sh", mongod, "--bind_ip", "127.0.0.1", "--port", taken.ToString(CultureInfo.InvariantCulture), "--dbpath", dataFolder,
                "--setParameter", "enableTestCommands=1", "--wiredTigerCacheSizeGB", "0.5", .. replication,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("mongod did not start");
        var server = int.Parse(await process.StandardOutput.ReadLineAsync(cancellationToken) ?? string.Empty, CultureInfo.InvariantCulture);
        using var client = new MongoClient($"mongodb://127.0.0.1:{taken}/?directConnection=true&serverSelectionTimeoutMS={StartTimeout.TotalMilliseconds}");
        if (options.IsReplicaSet)
        {
            await InitiateAsync(client, taken, cancellationToken);
        }
        else
        {
            await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);
        }

        return new ServerRun(process, taken, [server, process.Id]);
    }

    private static async Task InitiateAsync(MongoClient client, int port, CancellationToken cancellationToken)
    {
        var member = new BsonDocument { { "_id", 0 }, { "host", $"127.0.0.1:{port}" } };
        var configuration = new BsonDocument { { "_id", "rs0" }, { "members", new BsonArray { member } } };
        try
        {
            await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(
                new BsonDocument("replSetInitiate", configuration), cancellationToken: cancellationToken);
        }
        catch (MongoCommandException error) when (error.Code == AlreadyInitialized)
        {
            // A later life on the same data.
            return;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
