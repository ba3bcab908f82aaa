using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class BybitSimulationServerTests
{
    [Fact]
    public async Task Start_PortInUse_GivesOneClearError()
    {
        await using var venue = await TestVenue.StartAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => BybitSimulationServer.StartAsync(
            venue.Exchange, new BybitServerSettings { Port = venue.Server.Port }, new FaultPlan(), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None));

        Assert.Equal($"port {venue.Server.Port} on 127.0.0.1 is in use or may not be used; choose another one, or 0 for any free one", error.Message);
        (await venue.Rest.GetAsync("/v5/market/time")).Ok();
    }

    [Fact]
    public async Task Start_BadSettings_NamesAllProblems()
    {
        await using var venue = await TestVenue.StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => BybitSimulationServer.StartAsync(
            venue.Exchange, new BybitServerSettings { Port = -1, RateLimitFactor = 0 }, new FaultPlan(), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None));

        Assert.Contains("port -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("rate-limit-factor 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WithOpenStreams_CutsThemAndFreesThePort()
    {
        var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order");
        var port = venue.Server.Port;

        await venue.Server.DisposeAsync();

        await stream.AssertCutAsync();
        await using var next = await BybitSimulationServer.StartAsync(
            venue.Exchange, new BybitServerSettings { Port = port }, new FaultPlan(), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        Assert.Equal(port, next.Port);
        await next.DisposeAsync();
        await venue.Exchange.DisposeAsync();
    }
}
