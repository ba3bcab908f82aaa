using System.CommandLine;
using ActorBots.Domain.Bots.Config;
using ActorBots.Host.Settings;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots config check</c>: tells everything that is wrong with a bot's document.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.json") { Description = "A bot's document" };
        var check = new Command("check", "Validates a bot's document") { file };
        check.SetAction(result => Check(result.GetValue(file)!));
        return new Command("config", "Works on bot configurations") { check };
    }

    private static int Check(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"'{path}': the file cannot be read: {e.Message}"]);
        }

        var reading = BotDocumentReader.Read(json, ["bybit", "bitunix", "paper"]);
        if (reading.Problems.IsEmpty)
        {
            Console.WriteLine($"{path}: valid");
            return ExitCodes.Done;
        }

        foreach (var problem in reading.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return ExitCodes.Refused;
    }
}
