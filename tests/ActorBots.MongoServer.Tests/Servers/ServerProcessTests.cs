using System.Diagnostics;
using System.Globalization;
using ActorBots.Testing;

namespace ActorBots.MongoServer.Tests.Servers;

/// <summary>The program itself: its start, its ends, and its one line of output.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("actorbots-mongo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serve_InputEnds_EndsOrderly()
    {
        using var server = await StartAsync();
        var engine = EngineProcessId();

        server.StandardInput.Close();

        await server.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, server.ExitCode);
        Assert.True(HasEnded(engine));
    }

    [Fact]
    public async Task Serve_Killed_TakesTheEngineWithIt()
    {
        using var server = await StartAsync();
        var engine = EngineProcessId();

        server.Kill();

        using var patience = new CancellationTokenSource(Patience);
        while (!HasEnded(engine))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    [Theory]
    [InlineData("serve", "--data is missing")]
    [InlineData("serve --data x --port many --topology star", "--port 'many'")]
    [InlineData("serve --data x --port 1 --topology star", "--topology 'star'")]
    [InlineData("fly", "usage")]
    public async Task Main_BadArguments_SaysWhatIsAllowed(string arguments, string expected)
    {
        using var server = Run(arguments.Split(' '));

        Assert.Contains(expected, await server.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await server.WaitForExitAsync().WaitAsync(Patience);
        Assert.NotEqual(0, server.ExitCode);
    }

    private static Process Run(params IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [TestProgram.PathOf("ActorBots.MongoServer"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static bool HasEnded(int processId)
    {
        var state = $"/proc/{processId}/stat";
        return !File.Exists(state) || File.ReadAllText(state).Split(' ')[2] == "Z";
    }

    private async Task<Process> StartAsync()
    {
        var server = Run("serve", "--data", _folder);
        var line = await server.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.StartsWith("READY mongodb://127.0.0.1:", line, StringComparison.Ordinal);
        return server;
    }

    private int EngineProcessId() => int.Parse(File.ReadLines(Path.Combine(_folder, "engine", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
