using System.Net;
using System.Net.Sockets;
using ActorBots.Host.Notifications;
using ActorBots.Ports.Notifications;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Host.Tests.Notifications;

public sealed class WebhookChannelTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task SendAsync_EndpointTakesIt_SendsOneSignedPost()
    {
        await using var endpoint = await StubEndpoint.StartAsync(204);
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_999));
        using var channel = SomeWebhook.Channel(time);
        var notification = SomeWebhook.Of(new Uri(endpoint.Address, "/hook?tenant=7"));

        Assert.Equal(DeliveryResult.Delivered, await channel.SendAsync(notification, None));

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("POST /hook?tenant=7", request.Line);
        Assert.Equal(notification.Payload, request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("ActorBots/1", request.Headers["User-Agent"]);
        Assert.Equal("btc-dip-1-n1", request.Headers["webhook-id"]);
        Assert.Equal("1700000000", request.Headers["webhook-timestamp"]);
        Assert.Matches("^v1,[A-Za-z0-9+/]{43}=$", request.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task SendAsync_WithoutSecretName_SendsUnsigned()
    {
        await using var endpoint = await StubEndpoint.StartAsync(200);
        using var channel = SomeWebhook.Channel();

        await channel.SendAsync(SomeWebhook.Of(endpoint.Address) with { SecretName = null }, None);

        Assert.DoesNotContain("webhook-signature", Assert.Single(endpoint.Requests).Headers.Keys);
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(202, true, false)]
    [InlineData(299, true, false)]
    [InlineData(301, false, true)]
    [InlineData(400, false, true)]
    [InlineData(404, false, true)]
    [InlineData(410, false, false)]
    [InlineData(429, false, true)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public async Task SendAsync_Status_DecidesDeliveredAndMayRetry(int status, bool delivered, bool mayRetry)
    {
        await using var endpoint = await StubEndpoint.StartAsync(status);
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(endpoint.Address), None);

        Assert.Equal((delivered, mayRetry), (result.IsDelivered, result.MayRetry));
        Assert.Equal(delivered ? string.Empty : $"HTTP {status}", result.Error);
    }

    [Fact]
    public async Task SendAsync_Redirect_IsNotFollowed()
    {
        await using var target = await StubEndpoint.StartAsync(200);
        await using var endpoint = await StubEndpoint.StartAsync(context =>
        {
            context.Response.Redirect(target.Address.ToString(), permanent: true);
            return Task.CompletedTask;
        });
        using var channel = SomeWebhook.Channel();

        Assert.False((await channel.SendAsync(SomeWebhook.Of(endpoint.Address), None)).IsDelivered);

        Assert.Empty(target.Requests);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "Tue, 14 Nov 2023 22:14:20 GMT", 60)]
    [InlineData(503, "Tue, 14 Nov 2023 22:00:00 GMT", 0)]
    [InlineData(429, "soon", null)]
    [InlineData(500, "7", null)]
    public async Task SendAsync_RetryAfter_IsHandedOn(int status, string header, int? seconds)
    {
        await using var endpoint = await StubEndpoint.StartAsync(status, header);
        using var channel = SomeWebhook.Channel(new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

        var result = await channel.SendAsync(SomeWebhook.Of(endpoint.Address), None);

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, result.RetryAfter);
    }

    [Fact]
    public async Task SendAsync_EndpointNeverAnswers_FailsAfterTheTimeOut()
    {
        var arrived = new TaskCompletionSource();
        await using var endpoint = await StubEndpoint.StartAsync(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        var time = new FakeTimeProvider();
        using var channel = SomeWebhook.Channel(time, new WebhookSettings { RequestTimeout = TimeSpan.FromSeconds(3) });

        var sending = channel.SendAsync(SomeWebhook.Of(endpoint.Address), None);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(DeliveryResult.Failed("no answer within 3 s", mayRetry: true), await sending.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task SendAsync_CallerCancels_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        await using var endpoint = await StubEndpoint.StartAsync(async context =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        using var channel = SomeWebhook.Channel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.SendAsync(SomeWebhook.Of(endpoint.Address), caller.Token));
    }

    [Fact]
    public async Task SendAsync_EndlessAnswer_IsNotRead()
    {
        await using var endpoint = await StubEndpoint.StartAsync(async context =>
        {
            var block = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(endpoint.Address), None).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(result.IsDelivered);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_FailsWithoutTheAddressesSecrets()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(new Uri($"http://user:pw@127.0.0.1:{port}/h?token=tok")), None);

        Assert.Equal(DeliveryResult.Failed("the endpoint could not be asked: ConnectionError", mayRetry: true), result);
    }

    [Theory]
    [InlineData("http://example.test/h?token=tok")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("ftp://user:pw@example.test/h")]
    [InlineData("file:///etc/passwd")]
    public async Task SendAsync_AddressThatMayNotBeUsed_IsFinalAndShownWithoutSecrets(string address)
    {
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(new Uri(address)), None);

        Assert.Equal((false, false), (result.IsDelivered, result.MayRetry));
        Assert.Contains("may not be used: it must be https, or http to loopback", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tok", result.Error.Replace("token", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("pw", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_RelativeAddress_IsFinal()
    {
        using var channel = SomeWebhook.Channel();

        Assert.False((await channel.SendAsync(SomeWebhook.Of(new Uri("/hook", UriKind.Relative)), None)).MayRetry);
    }

    [Fact]
    public async Task SendAsync_UserInfoInTheAddress_BecomesBasicAuthorization()
    {
        await using var endpoint = await StubEndpoint.StartAsync(204);
        using var channel = SomeWebhook.Channel();
        var address = new UriBuilder(endpoint.Address) { UserName = "user", Password = "p%40ss" }.Uri;

        Assert.True((await channel.SendAsync(SomeWebhook.Of(address), None)).IsDelivered);

        Assert.Equal("Basic dXNlcjpwQHNz", Assert.Single(endpoint.Requests).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("unknown", "the signing secret's name is unknown")]
    [InlineData("bad", "the signing secret must be whsec_ and the base64 of 16 to 64 bytes")]
    public async Task SendAsync_SecretUnusable_SendsNothingAndMayRetry(string secretName, string error)
    {
        await using var endpoint = await StubEndpoint.StartAsync(204);
        using var channel = SomeWebhook.Channel();

        var result = await channel.SendAsync(SomeWebhook.Of(endpoint.Address) with { SecretName = secretName }, None);

        Assert.Equal(DeliveryResult.Failed(error, mayRetry: true), result);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public void Create_BadSettings_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(
            () => SomeWebhook.Channel(settings: new WebhookSettings { RequestTimeout = TimeSpan.Zero, UserAgent = "a\nb" }));

        Assert.Equal(
            "webhooks.request-timeout is 00:00:00; it must be 100 ms to 5 min; webhooks.user-agent must be one line of text", error.Message);
    }

    [Fact]
    public void ToString_Notification_HidesPayloadAndTheAddressesSecrets() =>
        Assert.Equal(
            "btc-dip-1-n1 POSITION_OPENED to https://backend.test:8443/hook",
            SomeWebhook.Of(new Uri("https://user:pw@backend.test:8443/hook?token=tok#x")).ToString());
}
