using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Testing.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>Bitunix futures, one request at a time.</summary>
internal sealed class BitunixWire(Uri address) : VenueWire
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = Streams.Limit };

    public override Task<WireAnswer> PlaceAsync(string clientOrderId, OrderSide side, string quantity, bool reduceOnly = false) => SendAsync(
        HttpMethod.Post,
        BitunixPaths.PlaceOrder,
        new JsonObject
        {
            ["symbol"] = "BTCUSDT",
            ["side"] = side == OrderSide.Buy ? "BUY" : "SELL",
            ["tradeSide"] = "OPEN",
            ["orderType"] = "MARKET",
            ["qty"] = quantity,
            ["clientId"] = clientOrderId,
            ["reduceOnly"] = reduceOnly,
        }.ToJsonString());

    public override Task<WireAnswer> FindAsync(string clientOrderId) =>
        SendAsync(HttpMethod.Get, BitunixPaths.OrderDetail, $"clientId={clientOrderId}");

    public override Task<WireAnswer> AskBalanceAsync() => SendAsync(HttpMethod.Get, BitunixPaths.Account, "marginCoin=USDT");

    public override async Task<WireListener> ListenAsync()
    {
        var listener = await WireListener.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/private/" }.Uri);
        await listener.UntilAsync(f => Says(f, "connect"));
        var (nonce, time) = (BitunixSigner.NewNonce(), Now() / 1000);
        var login = new JsonObject
        {
            ["op"] = "login",
            ["args"] = new JsonArray(new JsonObject
            {
                ["apiKey"] = VenueStage.Credentials.ApiKey,
                ["timestamp"] = time,
                ["nonce"] = nonce,
                ["sign"] = new BitunixSigner(VenueStage.Credentials).SignStream(nonce, time),
            }),
        };
        await listener.SendAsync(login.ToJsonString());
        await listener.UntilAsync(f => Says(f, "login"));
        return listener;
    }

    protected override void Close() => _http.Dispose();

    private static bool Says(JsonElement frame, string op) => frame.TryGetProperty("op", out var told) && told.GetString() == op;

    private long Now() => (TimeProvider.System.GetUtcNow() + SigningLead).ToUnixTimeMilliseconds();

    private async Task<WireAnswer> SendAsync(HttpMethod method, string path, string payload)
    {
        var isPost = method == HttpMethod.Post;
        var (nonce, time) = (BitunixSigner.NewNonce(), Now());
        var credentials = SignsWrongly ? VenueStage.Credentials with { ApiSecret = "wrong" } : VenueStage.Credentials;
        var signature = new BitunixSigner(credentials).Sign(
            nonce, time, isPost ? string.Empty : payload, isPost ? Encoding.UTF8.GetBytes(payload) : default);
        using var request = new HttpRequestMessage(method, isPost ? path : $"{path}?{payload}");
        request.Headers.Add("api-key", credentials.ApiKey);
        request.Headers.Add("nonce", nonce);
        request.Headers.Add("timestamp", time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("sign", signature);
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
        var code = (int)reply["code"]!;
        var orderId = reply["data"] is JsonObject data ? (string?)data["orderId"] : null;
        return new WireAnswer(
            status, code == 0 ? null : BitunixErrors.FromCode(code, (string)reply["msg"]!, CallEffect.Order).Code, code, orderId ?? string.Empty);
    }
}
