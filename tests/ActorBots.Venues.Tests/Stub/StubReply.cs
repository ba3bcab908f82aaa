namespace ActorBots.Venues.Tests.Stub;

/// <summary>What the stub answers; a dropped one closes the connection without a word.</summary>
internal sealed record StubReply(string Body, int Status = 200)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool Drop { get; init; }

    public static StubReply Dropped { get; } = new(string.Empty) { Drop = true };

    public static StubReply Ok(string result = "{}") =>
        new($$"""{"retCode":0,"retMsg":"OK","result":{{result}},"retExtInfo":{},"time":1700000000000}""");

    public static StubReply List(params string[] rows) => Ok($$"""{"list":[{{string.Join(',', rows)}}],"nextPageCursor":"","category":"linear"}""");

    public static StubReply Refusal(int code, string message = "no") =>
        new($$$"""{"retCode":{{{code}}},"retMsg":"{{{message}}}","result":{},"retExtInfo":{},"time":1700000000000}""");
}
