using ActorBots.Domain.Bots;
using ActorBots.Protocol.Serialization;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>The bindings in a real actor system: no fallback to another serializer, and every message survives its mailbox.</summary>
public sealed class BindingTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IHost _host = new HostBuilder()
        .ConfigureServices(services => services.AddAkka("bindings", (builder, _) => builder
            .AddHocon(
                """
                akka.actor.serialize-messages = on
                akka.actor.serialization-settings.allow-unregistered-types = off
                akka.loglevel = WARNING
                akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
                """,
                HoconAddMode.Prepend)
            .WithCustomSerializer("actorbots", ActorBotsSerializer.BoundTypes, system => new ActorBotsSerializer(system))))
        .Build();

    private ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public void FindSerializerFor_EachSample_IsOurs()
    {
        Assert.All(Sample.All, sample => Assert.IsType<ActorBotsSerializer>(System.Serialization.FindSerializerFor(sample.Value)));
    }

    [Fact]
    public void Serialize_EachSample_IsReadByIdAndManifest() => Assert.All(Sample.All, sample =>
    {
        var bytes = System.Serialization.Serialize(sample.Value);
        var manifest = Codec.Serializer.Manifest(sample.Value);

        var read = System.Serialization.Deserialize(bytes, ActorBotsSerializer.SerializerId, manifest);
        Assert.Equal(Render.Of(sample.Value), Render.Of(read));
    });

    [Fact]
    public void FindSerializerFor_UnboundType_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => System.Serialization.FindSerializerFor(new BotInput.Observe()));

    [Fact]
    public async Task Tell_EachSample_ComesBackAsAnEqualCopy()
    {
        var echo = System.ActorOf(Props.Create(() => new Echo()));
        foreach (var sample in Sample.All)
        {
            var answer = await echo.Ask<object>(sample.Value, Timeout);

            Assert.NotSame(sample.Value, answer);
            Assert.Equal(Render.Of(sample.Value), Render.Of(answer));
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
