using System.CommandLine;
using ActorBots.Host.Copying;
using ActorBots.Host.Settings;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots storage copy</c>: moves what a node kept on SQLite to MongoDB.</summary>
internal static class StorageCopyCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "Data folder of a node that is stopped", Required = true };
        var to = CommandInput.Mongo("--to");
        var command = new Command("copy", "Copies documents, books, dead letters, journal and snapshots from SQLite to MongoDB; may be repeated") { from, to };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var figures = await StorageCopy.RunAsync(result.GetValue(from)!, result.GetValue(to)!, TimeProvider.System, cancellationToken);
                await Console.Out.WriteLineAsync(figures.ToString());
                return ExitCodes.Done;
            }
            catch (CopyException e)
            {
                throw new SettingsException([e.Message]);
            }
        });
        return command;
    }
}
