namespace ActorBots.Host.Tests.Commands;

/// <summary>Runs the program in this process with an input of its own; only in the console's collection.</summary>
internal static class CommandRun
{
    /// <summary>The exit code and everything that was written, errors last.</summary>
    public static async Task<(int Exit, string Text)> StartAsync(string input, params string[] args)
    {
        var (reader, output, errors) = (Console.In, Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetIn(new StringReader(input));
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return (await Program.Main(args), $"{said}{complained}");
        }
        finally
        {
            Console.SetIn(reader);
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
