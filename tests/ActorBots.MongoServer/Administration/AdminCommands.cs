using ActorBots.MongoServer.Commands;

namespace ActorBots.MongoServer.Administration;

/// <summary>Commands with which tests bring trouble about.</summary>
internal sealed class AdminCommands(Topology topology, FailPoints failPoints)
{
    public Task<ReadOnlyMemory<byte>> StepDownAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!topology.IsReplicaSet)
        {
            throw new CommandException(76, "not running with --replSet");
        }

        topology.StepDown(TimeSpan.FromSeconds(context.Body[0].ToDouble()));
        return Done();
    }

    public Task<ReadOnlyMemory<byte>> ConfigureFailPointAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Body[0] != "failCommand")
        {
            throw new CommandException(249, $"fail point '{context.Body[0]}': failCommand is the only one here");
        }

        failPoints.Set(FailPoint.Parse(context.Body));
        return Done();
    }

    private static Task<ReadOnlyMemory<byte>> Done() => Task.FromResult<ReadOnlyMemory<byte>>(Reply.Ok());
}
