using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.TestKit;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Takes a stream's elements one by one and only on demand.</summary>
public sealed class StreamProbe<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly TestProbe _probe;
    private readonly IKillSwitch _end;
    private IActorRef? _stage;

    /// <summary>Runs a source; nothing is taken until it is asked for.</summary>
    public StreamProbe(PersistencePlugin plugin, Source<T, NotUsed> source)
    {
        _probe = plugin.NewProbe();
        _end = source
            .ViaMaterialized(KillSwitches.Single<T>(), Keep.Right)
            .To(Sink.ActorRefWithAck<T>(_probe.Ref, Begin.Instance, Next.Instance, End.Instance, e => new Status.Failure(e)))
            .Run(plugin.System.Materializer());
    }

    public async Task<T> NextAsync()
    {
        await DemandAsync();
        return Assert.IsAssignableFrom<T>(await _probe.ExpectMsgAsync<object>(Patience));
    }

    public async Task<IReadOnlyList<T>> NextAsync(int count)
    {
        List<T> taken = [];
        for (var i = 0; i < count; i++)
        {
            taken.Add(await NextAsync());
        }

        return taken;
    }

    /// <summary>Asks for more and expects the end.</summary>
    public async Task EndAsync()
    {
        await DemandAsync();
        await _probe.ExpectMsgAsync<End>(Patience);
    }

    /// <summary>Asks for more and expects the stream to fail.</summary>
    public async Task FailAsync<TException>()
        where TException : Exception
    {
        await DemandAsync();
        var cause = (await _probe.ExpectMsgAsync<Status.Failure>(Patience)).Cause;
        Assert.IsType<TException>(cause is AggregateException several ? several.Flatten().InnerException : cause);
    }

    /// <summary>Expects nothing, without asking for more.</summary>
    public async Task NothingAsync() => await _probe.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(60));

    public void Cancel() => _end.Shutdown();

    private async Task DemandAsync()
    {
        if (_stage is null)
        {
            await _probe.ExpectMsgAsync<Begin>(Patience);
            _stage = _probe.LastSender;
        }

        _stage.Tell(Next.Instance, _probe.Ref);
    }

    private sealed record Begin
    {
        public static readonly Begin Instance = new();
    }

    private sealed record Next
    {
        public static readonly Next Instance = new();
    }

    private sealed record End
    {
        public static readonly End Instance = new();
    }
}
