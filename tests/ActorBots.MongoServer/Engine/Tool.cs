using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ActorBots.MongoServer.Engine;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    private const int MostShown = 4_000;

    /// <summary>Gives what it wrote to standard output.</summary>
    /// <exception cref="EngineException">It is not there, or it failed; the message holds the end of what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Start(start);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new EngineException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {EndOf(output, await errors)}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EngineException($"{start.FileName} did not start");
        }
        catch (Win32Exception error)
        {
            throw new EngineException($"{start.FileName} cannot be run ({error.Message}); it is part of every Debian");
        }
    }

    private static string EndOf(string output, string errors)
    {
        var all = new StringBuilder(output).Append(errors).ToString().Trim();
        return all.Length <= MostShown ? all : all[^MostShown..];
    }
}
