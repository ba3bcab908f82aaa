using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Venues.Bybit;

namespace ActorBots.Venues.Tests.Bybit;

/// <summary>The examples of the official documentation, where they are at hand.</summary>
public sealed class BybitDocumentedPayloadTests
{
    [SkippableFact]
    public void Orders_DocumentedExamples_AreUnderstood()
    {
        foreach (var name in (string[])["order/open-order.1.response-example.json", "order/order-list.1.response-example.json"])
        {
            var rows = Read(name, BybitJson.Default.BybitReplyBybitPageBybitOrder).Result!.List!;
            Assert.NotEmpty(rows.Select(BybitMapper.ToReport));
        }
    }

    [SkippableFact]
    public void Executions_DocumentedExamples_AreFills()
    {
        Assert.All(Read("order/execution.1.response-example.json", BybitJson.Default.BybitReplyBybitPageBybitExecution).Result!.List!, AssertFill);
        Assert.All(Read("websocket/private/execution.2.stream-example.json", BybitJson.Default.ExecutionMessage).Data!, AssertFill);

        static void AssertFill(BybitExecution row) => Assert.NotNull(BybitMapper.ToFill(row));
    }

    [SkippableFact]
    public void Positions_DocumentedExamples_AreUnderstood()
    {
        var rest = Read("position/position.1.response-example.json", BybitJson.Default.BybitReplyBybitPageBybitPosition).Result!.List!;
        var stream = Read("websocket/private/position.2.stream-example.json", BybitJson.Default.PositionMessage).Data!;

        Assert.NotEmpty(BybitMapper.ToPositions(rest));
        Assert.NotEmpty(BybitMapper.ToPositions(stream));
    }

    [SkippableFact]
    public void Candles_DocumentedExamples_AreUnderstood()
    {
        var rest = Read("market/kline.1.response-example.json", BybitJson.Default.BybitReplyBybitPageStringArray).Result!.List!;
        var stream = Read("websocket/public/kline.1.response-example.json", BybitJson.Default.BybitKlineMessage).Data!;

        Assert.Equal(3, rest.Select(BybitMapper.ToCandle).Count());
        Assert.Equal(16677m, Assert.Single(stream.Select(BybitMapper.ToCandle)).Close.Value);
    }

    [SkippableFact]
    public void Wallet_DocumentedExampleOfAnotherCoin_TellsNothingOfUsdt()
    {
        var rows = Read("websocket/private/wallet.2.stream-example.json", BybitJson.Default.WalletMessage).Data!;

        Assert.All(rows, r => Assert.Null(BybitMapper.ToBalance(r)));
    }

    [SkippableFact]
    public void Ticker_DocumentedExample_HasItsPriceAndSequence()
    {
        var message = Read("websocket/public/ticker.2.response-example.json", BybitJson.Default.BybitTickerMessage);

        Assert.Equal(("21109.77", 2588407389L), (message.Data!.LastPrice, message.Cs));
    }

    private static T Read<T>(string name, JsonTypeInfo<T> shape)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.Parent?.FullName ?? string.Empty, "shared", "data", "payloads", "bybit", name);
        Skip.IfNot(File.Exists(path), "the documentation's examples are not at hand");
        return JsonSerializer.Deserialize(File.ReadAllBytes(path), shape)!;
    }
}
