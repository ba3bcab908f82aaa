namespace ActorBots.MongoServer.Commands;

/// <summary>
/// Lets commands pass side by side, but one that changes the catalog only alone: while another connection creates or drops a collection or an
/// index, the engine now and then sees none where one is.
/// </summary>
internal sealed class CatalogGate : IDisposable
{
    private const int Places = 500;

    private readonly SemaphoreSlim _entrance = new(1, 1);
    private readonly SemaphoreSlim _places = new(Places, Places);

    /// <summary>Runs a command beside others, or alone.</summary>
    public async Task<T> PassAsync<T>(bool isAlone, Func<Task<T>> command, CancellationToken cancellationToken)
    {
        var taken = await EnterAsync(isAlone ? Places : 1, cancellationToken);
        try
        {
            return await command();
        }
        finally
        {
            _places.Release(taken);
        }
    }

    public void Dispose()
    {
        _entrance.Dispose();
        _places.Dispose();
    }

    /// <summary>Who wants to be alone keeps the entrance until all others have left.</summary>
    private async Task<int> EnterAsync(int places, CancellationToken cancellationToken)
    {
        await _entrance.WaitAsync(cancellationToken);
        var taken = 0;
        try
        {
            while (taken < places)
            {
                await _places.WaitAsync(cancellationToken);
                taken++;
            }

            return taken;
        }
        catch (OperationCanceledException)
        {
            if (taken > 0)
            {
                _places.Release(taken);
            }

            throw;
        }
        finally
        {
            _entrance.Release();
        }
    }
}
