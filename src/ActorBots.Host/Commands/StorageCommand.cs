using System.CommandLine;
using System.Text.Json;
using ActorBots.Host.Settings;
using ActorBots.Storage;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots storage</c>: looks at the store of a node.</summary>
internal static class StorageCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    public static Command Create() => new("storage", "Works on the store") { Check(), StorageCopyCommand.Create() };

    private static Command Check()
    {
        var config = new Option<string?>("--config") { Description = "FILE.hocon over the defaults in hocon/actorbots.hocon" };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of lines" };
        var command = new Command("check", "Tells reachability, version, indexes, guarantees and clock of the store; changes nothing") { config, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (settings, _) = NodeSettingsReader.Read(result.GetValue(config));
            var findings = await StoreFindings.LookAsync(settings, TimeProvider.System, cancellationToken);
            await WriteAsync(findings, result.GetValue(json));
            return findings.All(f => f.IsFine) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task WriteAsync(IReadOnlyList<StoreFinding> findings, bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { IsFine = findings.All(f => f.IsFine), Findings = findings }, Json));
            return;
        }

        foreach (var finding in findings)
        {
            var mark = finding.IsFine ? "ok " : "BAD";
            var advice = finding.Advice.Length == 0 ? string.Empty : $" — {finding.Advice}";
            await Console.Out.WriteLineAsync($"{mark} {finding.What}: {finding.Found}{advice}");
        }
    }
}
