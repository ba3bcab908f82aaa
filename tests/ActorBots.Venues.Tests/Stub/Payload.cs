namespace ActorBots.Venues.Tests.Stub;

/// <summary>The recorded payloads beside the tests.</summary>
internal static class Payload
{
    public static string Bybit(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", "Bybit", name + ".json"));

    public static string Bitunix(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", "Bitunix", name + ".json"));

    public static StubReply BitunixReply(string name) => new(Bitunix(name));

    public static StubReply BybitReply(string name) => new(Bybit(name));
}
