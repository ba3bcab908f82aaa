using System.Net;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>An answer of the server.</summary>
internal sealed record TestReply(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json { get; } = Text.StartsWith('{') ? JsonDocument.Parse(Text).RootElement.Clone() : default;

    public int Code => Json.GetProperty("retCode").GetInt32();

    public string Message => Json.GetProperty("retMsg").GetString()!;

    public JsonElement Result => Json.GetProperty("result");

    public IReadOnlyList<JsonElement> List => [.. Result.GetProperty("list").EnumerateArray()];

    public string Cursor => Result.GetProperty("nextPageCursor").GetString()!;

    /// <summary>The reply, when it is a success.</summary>
    public TestReply Ok()
    {
        Assert.True(Status == HttpStatusCode.OK && Code == 0, $"{Status} {Text}");
        return this;
    }
}
