using System.ComponentModel;
using System.Diagnostics;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>Runs programs, bounded in time.</summary>
internal static class ChildProcess
{
    /// <summary>Whether a program can be started.</summary>
    public static async Task<bool> ExistsAsync(string program)
    {
        try
        {
            return (await RunAsync(program, ["--version"], AppContext.BaseDirectory, TimeSpan.FromMinutes(1), new Dictionary<string, string>(StringComparer.Ordinal))).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a program to its end; one that takes too long is killed and has failed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan atMost, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(atMost);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"took longer than {atMost}: {await output} {await errors}");
        }

        return (process.ExitCode, $"{await output} {await errors}");
    }
}
