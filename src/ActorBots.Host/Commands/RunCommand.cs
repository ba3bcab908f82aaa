using System.CommandLine;
using ActorBots.Host.Nodes;
using ActorBots.Host.Settings;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots run</c>: a node of the cluster.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "FILE.hocon over the defaults in hocon/actorbots.hocon" };
        var command = new Command("run", "Runs a node") { config };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (settings, overrides) = NodeSettingsReader.Read(result.GetValue(config));
            await using var logger = LogSetup.Create(settings, writesConsole: true);
            await using var node = await Node.StartAsync(settings, new NodeParts { Overrides = overrides }, logger, TimeProvider.System, cancellationToken);
            var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(() => stopping.TrySetResult());
            var first = await Task.WhenAny(stopping.Task, node.Ended);
            return first == node.Ended ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }
}
