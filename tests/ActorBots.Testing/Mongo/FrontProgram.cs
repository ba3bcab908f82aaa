using System.Diagnostics;
using System.Globalization;

namespace ActorBots.Testing.Mongo;

/// <summary>The repository's own server: the DocumentDB engine behind the wire front, in the build of the running tests.</summary>
internal sealed class FrontProgram : ServerProgram
{
    private const string Project = "ActorBots.MongoServer";
    private const string Ready = "READY ";

    // The first start on a machine downloads the engine.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    public override MongoServerKind Kind => MongoServerKind.DocumentDb;

    public override async Task<ServerRun> StartAsync(MongoServerOptions options, string dataFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet",
            [
                TestProgram.PathOf(Project), "serve", "--port", options.Port.ToString(CultureInfo.InvariantCulture), "--data", dataFolder,
                "--topology", options.IsReplicaSet ? "replica-set" : "standalone",
                .. options.LeavesNothing ? ["--temporary"] : Array.Empty<string>(),
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartTimeout, cancellationToken);
        if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
        {
            process.Kill();
            throw new InvalidOperationException($"the MongoDB server for tests did not start: {line} {await errors}");
        }

        var engine = await File.ReadAllLinesAsync(Path.Combine(dataFolder, "engine", "postmaster.pid"), cancellationToken);
        var address = new MongoDB.Driver.MongoUrl(line[Ready.Length..]).Server;
        return new ServerRun(process, address.Port, [int.Parse(engine[0], CultureInfo.InvariantCulture), process.Id]);
    }
}
