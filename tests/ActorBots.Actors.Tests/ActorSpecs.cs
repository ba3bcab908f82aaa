using ActorBots.Domain.Bots;
using ActorBots.Protocol;
using ActorBots.Protocol.Serialization;
using Akka.Serialization;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Actors.Tests;

/// <summary>Actors in virtual time, with the real serializer and a scripted journal.</summary>
public abstract class ActorSpecs : TestKit
{
    /// <summary>How long a test waits for what must come; long, because the machine may be busy.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long a test listens for what must not come.</summary>
    protected static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);

    private static readonly string Hocon = $$"""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.actor {
          serializers.actorbots = "{{NameOf(typeof(ActorBotsSerializer))}}"
          serialization-bindings {
            "{{NameOf(typeof(IProtocolMessage))}}" = actorbots
            "{{NameOf(typeof(BotEvent))}}" = actorbots
            "{{NameOf(typeof(BotState))}}" = actorbots
          }
        }
        akka.persistence {
          journal.plugin = "akka.persistence.journal.scripted"
          journal.scripted.class = "{{NameOf(typeof(Journals.ScriptedJournal))}}"
          journal.scripted.circuit-breaker { max-failures = 1000, call-timeout = 300s, reset-timeout = 1s }
          snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        }
        """;

    protected ActorSpecs()
        : base(Hocon)
    {
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Lets time pass for timers and for the clock.</summary>
    protected void Pass(TimeSpan time)
    {
        Time.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
    }

    /// <summary>The next message of a kind, while virtual time goes on: for what a timer tells that was set by a message still on its way.</summary>
    protected T NextWhileAdvancing<T>(TestProbe probe, TimeSpan step)
        where T : class
    {
        for (var i = 0; i < 100; i++)
        {
            Pass(step);
            if (probe.ReceiveOne(TimeSpan.FromMilliseconds(50)) is T wanted)
            {
                return wanted;
            }
        }

        throw new Xunit.Sdk.XunitException($"no {typeof(T).Name} came");
    }

    /// <summary>A message as it arrives at another node.</summary>
    protected T OverTheWire<T>(T message)
        where T : IProtocolMessage
    {
        var serializer = (SerializerWithStringManifest)Sys.Serialization.FindSerializerFor(message);
        return (T)serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message));
    }

    /// <summary>The next message of a kind; others before it are passed over.</summary>
    protected static T Next<T>(TestProbe probe, Func<T, bool>? isWanted = null)
        where T : class
    {
        for (var i = 0; i < 1000; i++)
        {
            if (probe.ReceiveOne(Patience) is not { } message)
            {
                break;
            }

            if (message is T wanted && isWanted?.Invoke(wanted) != false)
            {
                return wanted;
            }
        }

        throw new Xunit.Sdk.XunitException($"no {typeof(T).Name} came");
    }

    /// <summary>Nothing of a kind comes; what else comes is passed over.</summary>
    protected static void Never<T>(TestProbe probe)
    {
        while (probe.ReceiveOne(Silence) is { } message)
        {
            Assert.IsNotType<T>(message);
        }
    }

    /// <summary>Passes over all that came so far.</summary>
    protected static void Forget(TestProbe probe)
    {
        while (probe.HasMessages)
        {
            probe.ReceiveOne(Silence);
        }
    }

    /// <summary>Waits until something is so.</summary>
    protected static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += TimeSpan.FromMilliseconds(10))
        {
            Assert.True(waited < Patience, "the awaited did not come about");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Lets time pass in steps until something is so.</summary>
    protected async Task PassUntilAsync(Func<bool> condition, TimeSpan step, int mostSteps = 100)
    {
        for (var i = 0; i < mostSteps && !condition(); i++)
        {
            Pass(step);
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await UntilAsync(condition);
    }

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
