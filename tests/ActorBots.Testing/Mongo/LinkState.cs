namespace ActorBots.Testing.Mongo;

/// <summary>The present fault of a link, and the wait for the next one.</summary>
internal sealed class LinkState
{
    private readonly Lock _lock = new();
    private LinkFault _fault = LinkFault.None;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LinkFault Fault
    {
        get
        {
            lock (_lock)
            {
                return _fault;
            }
        }
    }

    public void Set(LinkFault fault)
    {
        lock (_lock)
        {
            _fault = fault;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits while a fault is such.</summary>
    public async Task WaitWhileAsync(Func<LinkFault, bool> isSuch, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!isSuch(_fault))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
