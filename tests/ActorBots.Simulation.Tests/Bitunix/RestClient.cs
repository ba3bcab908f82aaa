using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bitunix.Security;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Calls the server as the documentation says and shows everything that comes back.</summary>
internal sealed class RestClient(Uri address, string key = StreamVenue.Key, string secret = StreamVenue.Secret) : IDisposable
{
    private const string Root = "/api/v1/futures";
    private const string Nonce = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>What is added to the clock for signing, ms.</summary>
    public long ClockOffsetMs { get; set; }

    /// <summary>Calls a query with an unescaped query text such as <c>/market/kline?symbol=BTCUSDT</c>.</summary>
    public Task<RestAnswer> GetAsync(string pathAndQuery, Action<HttpRequestMessage>? change = null)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var pairs = (mark < 0 ? string.Empty : pathAndQuery[(mark + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries);
        var signed = pairs.Select(p => p.Split('=', 2)).OrderBy(p => p[0], StringComparer.Ordinal).Select(p => p[0] + Uri.UnescapeDataString(p[1]));
        return SendAsync(HttpMethod.Get, pathAndQuery, string.Concat(signed), null, change);
    }

    public Task<RestAnswer> PostAsync(string path, object body, Action<HttpRequestMessage>? change = null)
    {
        var text = JsonSerializer.Serialize(body);
        return SendAsync(HttpMethod.Post, path, text, text, change);
    }

    public Task<RestAnswer> PostTextAsync(string path, string body, string signed) => SendAsync(HttpMethod.Post, path, signed, body, null);

    /// <summary>Places an order with the given fields over a small market buy; absent values take a field away.</summary>
    public Task<RestAnswer> PlaceAsync(params (string Name, object? Value)[] fields) => PostAsync("/trade/place_order", Body(fields));

    /// <summary>Places a limit buy that rests below the market.</summary>
    public Task<RestAnswer> RestAsync(string clientId, string price = "59000", string quantity = "0.01") =>
        PlaceAsync(("clientId", clientId), ("orderType", "LIMIT"), ("price", price), ("qty", quantity));

    public static Dictionary<string, object> Body(params (string Name, object? Value)[] fields)
    {
        Dictionary<string, object> body = new(StringComparer.Ordinal)
        {
            ["symbol"] = "BTCUSDT",
            ["side"] = "BUY",
            ["tradeSide"] = "OPEN",
            ["orderType"] = "MARKET",
            ["qty"] = "0.01",
        };
        foreach (var (name, value) in fields)
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value;
            }
        }

        return body;
    }

    public void Dispose() => _http.Dispose();

    private async Task<RestAnswer> SendAsync(HttpMethod method, string path, string signed, string? body, Action<HttpRequestMessage>? change)
    {
        var timestamp = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + ClockOffsetMs).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, new Uri(path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : Root + path, UriKind.Relative));
        request.Headers.Add("api-key", key);
        request.Headers.Add("nonce", Nonce);
        request.Headers.Add("timestamp", timestamp);
        request.Headers.Add("sign", BitunixSignature.Sign(secret, Nonce + timestamp + key + signed));
        request.Headers.Add("language", "en-US");
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return new RestAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Date);
    }
}
