using System.Net;
using System.Text;
using ActorBots.Host.Notifications;

namespace ActorBots.Host.Tests.Notifications;

public sealed class WebhookReceiverTests
{
    [Fact]
    public async Task Receive_WebhooksOfSeveralBots_CountsThemInOrder()
    {
        await using var receiver = await StartAsync();
        using var channel = SomeWebhook.Channel();

        foreach (var bot in new[] { "bot-a", "bot-b-n1" })
        {
            for (var number = 57; number <= 60; number++)
                Assert.True((await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint, number, bot), CancellationToken.None)).IsDelivered);
        }

        Assert.Equal(Figures(received: 8), receiver.Figures);
    }

    [Fact]
    public async Task Receive_SameIdAgain_IsTakenAndCountedAsDuplicate()
    {
        await using var receiver = await StartAsync();
        using var channel = SomeWebhook.Channel();

        for (var i = 0; i < 3; i++)
            Assert.True((await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint), CancellationToken.None)).IsDelivered);

        Assert.Equal(Figures(received: 1, duplicates: 2), receiver.Figures);
    }

    [Fact]
    public async Task Receive_LaterOneFirst_IsCountedAsOutOfOrder()
    {
        await using var receiver = await StartAsync();
        using var channel = SomeWebhook.Channel();

        await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint, 1), CancellationToken.None);
        await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint, 4), CancellationToken.None);
        Assert.Equal(Figures(received: 2, missing: 2), receiver.Figures);
        await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint, 2), CancellationToken.None);

        Assert.Equal(Figures(received: 3, outOfOrder: 1, missing: 1), receiver.Figures);
    }

    [Fact]
    public async Task Receive_OtherSecretOrUnsigned_IsRefused()
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            "whsec_AAAAAAAAAAAAAAAAAAAAAAAA", 0, TimeProvider.System, CancellationToken.None);
        using var channel = SomeWebhook.Channel();

        Assert.Equal("HTTP 401", (await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint), CancellationToken.None)).Error);
        Assert.Equal(
            "HTTP 401",
            (await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint) with { SecretName = null }, CancellationToken.None)).Error);

        Assert.Equal(Figures(refused: 2), receiver.Figures);
    }

    [Fact]
    public async Task Receive_IdThatNoBotMakes_IsRefused()
    {
        await using var receiver = await StartAsync();
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(receiver.Endpoint) with { NotificationId = "msg_1" }, CancellationToken.None);

        Assert.Equal("HTTP 400", result.Error);
        Assert.Equal(Figures(refused: 1), receiver.Figures);
    }

    [Fact]
    public async Task Receive_BodyBeyondItsBound_IsRefused()
    {
        await using var receiver = await StartAsync();
        using var http = new HttpClient();
        using var body = new StringContent(new string('x', 2 * 1024 * 1024), Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(receiver.Endpoint, body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(0, receiver.Figures.Received);
    }

    [Fact]
    public async Task StartAsync_SamePortAgain_SaysThatItIsInUse()
    {
        await using var receiver = await StartAsync();

        await Assert.ThrowsAsync<IOException>(() => WebhookReceiver.StartAsync(
            SomeWebhook.Secret, receiver.Endpoint.Port, TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task StartAsync_BadSecret_IsRefusedWithoutShowingIt()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => WebhookReceiver.StartAsync(
            "whsec_short", 0, TimeProvider.System, CancellationToken.None));

        Assert.DoesNotContain("short", error.Message, StringComparison.Ordinal);
    }

    private static Task<WebhookReceiver> StartAsync() =>
        WebhookReceiver.StartAsync(SomeWebhook.Secret, 0, TimeProvider.System, CancellationToken.None);

    private static WebhookFigures Figures(
        long received = 0, long duplicates = 0, long outOfOrder = 0, long missing = 0, long refused = 0) => new()
        {
            Received = received,
            Duplicates = duplicates,
            OutOfOrder = outOfOrder,
            Missing = missing,
            Refused = refused,
        };
}
