using System.Net;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>An answer of the server.</summary>
internal sealed record RestAnswer(HttpStatusCode Status, string Text, DateTimeOffset? Date)
{
    public JsonElement Json { get; } = Text.StartsWith('{') ? JsonDocument.Parse(Text).RootElement.Clone() : default;

    public int Code => Json.GetProperty("code").GetInt32();

    public string Message => Json.GetProperty("msg").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>The rows of an array.</summary>
    public IReadOnlyList<JsonElement> Rows => [.. Data.EnumerateArray()];

    /// <summary>The reply, when it is a success.</summary>
    public RestAnswer Ok() => Refused(0);

    /// <summary>The reply, when it has a code under HTTP 200.</summary>
    public RestAnswer Refused(int code)
    {
        Assert.True(Status == HttpStatusCode.OK && Code == code, $"expected {code}: {Status} {Text}");
        return this;
    }

    /// <summary>The rows of a page.</summary>
    public IReadOnlyList<JsonElement> List(string name) => [.. Data.GetProperty(name).EnumerateArray()];
}
