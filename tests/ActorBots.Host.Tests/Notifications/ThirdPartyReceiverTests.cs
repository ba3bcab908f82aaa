using System.Text.Json;
using ActorBots.Ports.Notifications;
using ActorBots.Testing.Node;

namespace ActorBots.Host.Tests.Notifications;

/// <summary>What the host sends, judged by an implementation that was not written here: the npm package <c>standardwebhooks</c>.</summary>
public sealed class ThirdPartyReceiverTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private NodeProcess? _receiver;

    public async Task InitializeAsync()
    {
        if (!NodeTools.AreInstalled)
            return;

        var folder = RepositoryFolder.Of("tests", "ActorBots.Host.Tests", "Node");
        var modules = await NodePackages.InstallAsync(folder, CancellationToken.None);
        _receiver = NodeProcess.StartScript(
            Path.Combine(folder, "webhook-receiver.cjs"),
            modules,
            new Dictionary<string, string> { ["WEBHOOK_SECRET"] = SomeWebhook.Secret });
    }

    public async Task DisposeAsync()
    {
        if (_receiver is not null)
            await _receiver.DisposeAsync();
    }

    [SkippableFact]
    public async Task HardCase29_SignedWebhook_IsVerifiedByTheReferenceLibraryOnTheRawBody()
    {
        var endpoint = await EndpointAsync();
        using var channel = SomeWebhook.Channel();
        var notification = SomeWebhook.Of(endpoint, 42);

        var result = await channel.SendAsync(notification, CancellationToken.None);

        using var line = await ReadAsync();
        Assert.Equal(DeliveryResult.Delivered, result);
        Assert.True(line.RootElement.GetProperty("verified").GetBoolean());
        Assert.Equal("btc-dip-1-n42", line.RootElement.GetProperty("id").GetString());
        Assert.Equal("größe €", line.RootElement.GetProperty("event").GetProperty("name").GetString());
    }

    [SkippableFact]
    public async Task SendAsync_Unsigned_IsRefusedByTheReferenceLibrary()
    {
        var endpoint = await EndpointAsync();
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(endpoint) with { SecretName = null }, CancellationToken.None);

        using var line = await ReadAsync();
        Assert.Equal("HTTP 400", result.Error);
        Assert.False(line.RootElement.GetProperty("verified").GetBoolean());
    }

    private async Task<Uri> EndpointAsync()
    {
        Skip.If(_receiver is null, "node or npm is not installed");
        using var line = await ReadAsync();
        return new Uri($"http://127.0.0.1:{line.RootElement.GetProperty("port").GetInt32()}/hook");
    }

    private async Task<JsonDocument> ReadAsync()
    {
        var receiver = _receiver ?? throw new InvalidOperationException("the receiver does not run");
        return JsonDocument.Parse(await receiver.ReadLineAsync(Patience, CancellationToken.None));
    }
}
