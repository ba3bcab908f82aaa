using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Security;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>A Bybit client that signs as the documentation says and shows everything that comes back.</summary>
internal sealed class TestRestClient(Uri address, string key, string secret) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>What is added to the clock for signing, ms.</summary>
    public long ClockOffsetMs { get; set; }

    public Task<TestReply> GetAsync(string pathAndQuery, Action<HttpRequestMessage>? change = null)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        return SendAsync(HttpMethod.Get, pathAndQuery, mark < 0 ? string.Empty : pathAndQuery[(mark + 1)..], null, change);
    }

    public Task<TestReply> PostAsync(string path, object body, Action<HttpRequestMessage>? change = null) =>
        PostTextAsync(path, JsonSerializer.Serialize(body), change);

    public Task<TestReply> PostTextAsync(string path, string body, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Post, path, body, body, change);

    /// <summary>Places an order with the given fields over a small market buy.</summary>
    public Task<TestReply> CreateAsync(params (string Name, object Value)[] fields)
    {
        Dictionary<string, object> body = new(StringComparer.Ordinal)
        {
            ["category"] = "linear",
            ["symbol"] = "BTCUSDT",
            ["side"] = "Buy",
            ["orderType"] = "Market",
            ["qty"] = "0.01",
        };
        foreach (var (name, value) in fields)
        {
            body[name] = value;
        }

        return PostAsync("/v5/order/create", body);
    }

    public void Dispose() => _http.Dispose();

    private async Task<TestReply> SendAsync(HttpMethod method, string path, string signed, string? body, Action<HttpRequestMessage>? change)
    {
        var timestamp = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + ClockOffsetMs).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-BAPI-API-KEY", key);
        request.Headers.Add("X-BAPI-TIMESTAMP", timestamp);
        request.Headers.Add("X-BAPI-RECV-WINDOW", "5000");
        request.Headers.Add("X-BAPI-SIGN", BybitSignature.Sign(secret, Encoding.UTF8.GetBytes($"{timestamp}{key}5000{signed}")));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return new TestReply(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase));
    }
}
