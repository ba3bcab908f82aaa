using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Testing.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>Bybit V5, one request at a time.</summary>
internal sealed class BybitWire(Uri address) : VenueWire
{
    private const long Window = 5000;

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = Streams.Limit };

    public override Task<WireAnswer> PlaceAsync(string clientOrderId, OrderSide side, string quantity, bool reduceOnly = false) => SendAsync(
        HttpMethod.Post,
        BybitPaths.CreateOrder,
        new JsonObject
        {
            ["category"] = "linear",
            ["symbol"] = "BTCUSDT",
            ["side"] = side == OrderSide.Buy ? "Buy" : "Sell",
            ["orderType"] = "Market",
            ["qty"] = quantity,
            ["orderLinkId"] = clientOrderId,
            ["reduceOnly"] = reduceOnly,
        }.ToJsonString());

    public override async Task<WireAnswer> FindAsync(string clientOrderId)
    {
        var answer = await SendAsync(HttpMethod.Get, BybitPaths.OpenOrders, $"category=linear&symbol=BTCUSDT&orderLinkId={clientOrderId}");
        return answer is { IsAccepted: true, OrderId: "" }
            ? await SendAsync(HttpMethod.Get, BybitPaths.OrderHistory, $"category=linear&symbol=BTCUSDT&orderLinkId={clientOrderId}") is { OrderId: not "" } old
                ? old
                : answer with { Refusal = VenueErrorCode.OrderNotFound }
            : answer;
    }

    public override Task<WireAnswer> AskBalanceAsync() => SendAsync(HttpMethod.Get, BybitPaths.Wallet, "accountType=UNIFIED&coin=USDT");

    public override async Task<WireListener> ListenAsync()
    {
        var listener = await WireListener.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/v5/private" }.Uri);
        var expires = Now() + 10_000;
        var signer = new BybitSigner(VenueStage.Credentials);
        await listener.SendAsync(Encoding.UTF8.GetString(BybitStreams.Auth(signer, DateTimeOffset.FromUnixTimeMilliseconds(expires))));
        await listener.UntilAsync(f => Says(f, "auth"));
        await listener.SendAsync("""{"op":"subscribe","args":["order","execution","position","wallet"]}""");
        await listener.UntilAsync(f => Says(f, "subscribe"));
        return listener;
    }

    protected override void Close() => _http.Dispose();

    private static bool Says(JsonElement frame, string op) => frame.TryGetProperty("op", out var told) && told.GetString() == op;

    private long Now() => (TimeProvider.System.GetUtcNow() + SigningLead).ToUnixTimeMilliseconds();

    private async Task<WireAnswer> SendAsync(HttpMethod method, string path, string payload)
    {
        var isPost = method == HttpMethod.Post;
        var time = Now();
        var credentials = SignsWrongly ? VenueStage.Credentials with { ApiSecret = "wrong" } : VenueStage.Credentials;
        using var request = new HttpRequestMessage(method, isPost ? path : $"{path}?{payload}");
        request.Headers.Add("X-BAPI-API-KEY", credentials.ApiKey);
        request.Headers.Add("X-BAPI-TIMESTAMP", time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-BAPI-RECV-WINDOW", Window.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-BAPI-SIGN", new BybitSigner(credentials).Sign(time, Window, Encoding.UTF8.GetBytes(payload)));
        request.Content = isPost ? new StringContent(payload, Encoding.UTF8, "application/json") : null;
        try
        {
            using var response = await _http.SendAsync(request);
            return Read((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return WireAnswer.None;
        }
    }

    private static WireAnswer Read(int status, string body)
    {
        if (status != 200)
        {
            return new WireAnswer(status, VenueErrorCode.Other, status, string.Empty);
        }

        var reply = JsonNode.Parse(body)!;
        var code = (int)reply["retCode"]!;
        var result = reply["result"];
        var orderId = (string?)result?["orderId"] ?? (result?["list"] is JsonArray { Count: > 0 } list ? (string?)list[0]!["orderId"] : null);
        return new WireAnswer(
            status, code == 0 ? null : BybitErrors.FromCode(code, (string)reply["retMsg"]!, CallEffect.Order).Code, code, orderId ?? string.Empty);
    }
}
