using ActorBots.MongoServer.Commands;

namespace ActorBots.MongoServer.Administration;

/// <summary>Holds the planned failure and counts its strikes.</summary>
internal sealed class FailPoints
{
    private readonly Lock _lock = new();
    private FailPoint? _active;
    private int _skipped;
    private int _struck;

    public void Set(FailPoint? failPoint)
    {
        lock (_lock)
        {
            _active = failPoint;
            _skipped = 0;
            _struck = 0;
        }
    }

    /// <summary>The failure that strikes this command, or none.</summary>
    public FailPoint? Strike(CommandContext context)
    {
        lock (_lock)
        {
            if (_active is not { } active || !active.Concerns(context))
            {
                return null;
            }

            if (_skipped < active.Skip)
            {
                _skipped++;
                return null;
            }

            if (active.Times is { } times && ++_struck >= times)
            {
                _active = null;
            }

            return active;
        }
    }
}
