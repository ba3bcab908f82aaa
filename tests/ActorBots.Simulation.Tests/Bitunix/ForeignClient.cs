using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ActorBots.Simulation.Bitunix.Security;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Calls the server as a published client does; nothing of our own gateway is in it.</summary>
internal sealed class ForeignClient(Uri address, ForeignHabits habits) : IDisposable
{
    private const string Root = "/api/v1/futures";

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>The <c>data</c> of a successful answer.</summary>
    public async Task<JsonElement> GetAsync(string path, params KeyValuePair<string, string>[] query) => Data(await AskAsync(path, query));

    public async Task<JsonElement> PostAsync(string path, object body) => Data(await SendAsync(path, body));

    /// <summary>The whole answer of a query.</summary>
    public Task<JsonElement> AskAsync(string path, params KeyValuePair<string, string>[] query)
    {
        var text = string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}{path}{(text.Length > 0 ? "?" + text : string.Empty)}")
        {
            // Go, Python and Node clients say so on queries, too.
            Content = new StringContent(string.Empty, null, "application/json"),
        };
        return SendAsync(request, habits.SignedQuery(query));
    }

    /// <summary>The whole answer of a command.</summary>
    public Task<JsonElement> SendAsync(string path, object body)
    {
        var text = habits.Body(body);
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("application/json") } },
        };
        return SendAsync(request, habits.SignedBody(text));
    }

    public void Dispose() => _http.Dispose();

    private static JsonElement Data(JsonElement answer)
    {
        Assert.True(answer.GetProperty("code").GetInt32() == 0, answer.GetRawText());
        return answer.GetProperty("data");
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, string signed)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = BitunixSignature.Sign(StreamVenue.Secret, habits.Nonce + timestamp + StreamVenue.Key + signed);
        foreach (var (name, value) in habits.Headers.Zip([StreamVenue.Key, habits.Nonce, timestamp, sign]))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (habits.Language is { } language)
        {
            request.Headers.TryAddWithoutValidation("language", language);
        }

        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var root = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
        Assert.Equal(["code", "data", "msg"], root.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        return root;
    }
}
