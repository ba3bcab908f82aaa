using System.CommandLine;
using ActorBots.Host.Commands;
using ActorBots.Host.Settings;
using ActorBots.Simulation;

namespace ActorBots.Host;

/// <summary>The command line: parses, runs the verb, turns what cannot be done into one clear line each and exit code 2.</summary>
internal static class Program
{
    /// <summary>How long a verb may take to end after Ctrl-C or SIGTERM.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    internal static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("ActorBots: a clustered trading-bot engine")
        {
            DemoCommand.Create(), VenueCommand.Create(), RunCommand.Create(), ConfigCommand.Create(), StorageCommand.Create(), CredentialsCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(ProblemsOf(parsed));
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });
        }
        catch (SettingsException e)
        {
            return Refuse(e.Problems);
        }
        catch (SimulationInputException e)
        {
            return Refuse(e.Problems);
        }
        catch (IOException e) when (e.Message.StartsWith("port ", StringComparison.Ordinal))
        {
            return Refuse([e.Message]);
        }
    }

    /// <summary>One sentence per problem; an unknown option and what follows it are one problem.</summary>
    private static IEnumerable<string> ProblemsOf(ParseResult parsed)
    {
        var unknown = parsed.UnmatchedTokens;
        var others = parsed.Errors.Select(e => e.Message).Where(m => !unknown.Any(t => m.Contains($"'{t}'", StringComparison.Ordinal)));
        return unknown.Count == 0
            ? others
            : others.Append($"'{string.Join(' ', unknown)}': not an option or argument of {parsed.CommandResult.Command.Name}; --help lists them");
    }

    private static int Refuse(IEnumerable<string> problems)
    {
        foreach (var problem in problems.Distinct())
        {
            Console.Error.WriteLine(problem);
        }

        return ExitCodes.Refused;
    }
}
