using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>Every field of the documentation's own examples comes with the same kind of value.</summary>
public sealed class DocumentedPayloadTests
{
    /// <summary>Fields of examples that are misspelled there, belong to other categories, or are gone.</summary>
    private static readonly string[] Ignored =
    [
        "mmrSysUpdateTime", "nextPageCursor",
        "MNT",
    ];

    [SkippableTheory]
    [InlineData("market/time.1.response-example.json", "/v5/market/time")]
    [InlineData("market/kline.1.response-example.json", "/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1")]
    [InlineData("market/orderbook.1.response-example.json", "/v5/market/orderbook?category=linear&symbol=BTCUSDT")]
    [InlineData("market/order-price-limit.1.response-example.json", "/v5/market/price-limit?category=linear&symbol=BTCUSDT")]
    [InlineData("market/recent-trade.1.response-example.json", "/v5/market/recent-trade?category=linear&symbol=BTCUSDT")]
    [InlineData("market/history-fund-rate.1.response-example.json", "/v5/market/funding/history?category=linear&symbol=BTCUSDT")]
    [InlineData("market/tickers.1.response-example.json", "/v5/market/tickers?category=linear&symbol=BTCUSDT")]
    [InlineData("account/wallet-balance.1.response-example.json", "/v5/account/wallet-balance?accountType=UNIFIED")]
    [InlineData("account/fee-rate.1.response-example.json", "/v5/account/fee-rate?category=linear&symbol=BTCUSDT")]
    [InlineData("account/account-info.1.response-example.json", "/v5/account/info")]
    [InlineData("order/open-order.1.response-example.json", "/v5/order/realtime?category=linear&symbol=BTCUSDT&openOnly=1")]
    [InlineData("order/order-list.1.response-example.json", "/v5/order/history?category=linear&symbol=BTCUSDT")]
    [InlineData("order/execution.1.response-example.json", "/v5/execution/list?category=linear&symbol=BTCUSDT")]
    [InlineData("position/position.1.response-example.json", "/v5/position/list?category=linear&symbol=BTCUSDT")]
    [InlineData("position/close-pnl.1.response-example.json", "/v5/position/closed-pnl?category=linear&symbol=BTCUSDT")]
    public async Task Rest_ExampleOfTheDocumentation_HasNoFieldThatWeLack(string file, string path)
    {
        var example = await ReadAsync(file);
        await using var venue = await TestVenue.StartAsync();
        venue.AdvanceBitcoin();
        (await venue.Rest.CreateAsync(("qty", "0.02"))).Ok();
        (await venue.Rest.CreateAsync(("side", "Sell"), ("reduceOnly", true))).Ok();

        var reply = (await venue.Rest.GetAsync(path)).Ok();

        Assert.Empty(Missing(example, reply.Json, "$"));
    }

    [SkippableTheory]
    [InlineData("websocket/private/order.2.stream-example.json", "order")]
    [InlineData("websocket/private/execution.2.stream-example.json", "execution")]
    [InlineData("websocket/private/fast-execution.2.stream-example.json", "execution.fast")]
    [InlineData("websocket/private/position.2.stream-example.json", "position")]
    [InlineData("websocket/private/wallet.2.stream-example.json", "wallet")]
    [InlineData("websocket/public/kline.1.response-example.json", "kline.1.BTCUSDT")]
    [InlineData("websocket/public/trade.1.response-example.json", "publicTrade.BTCUSDT")]
    public async Task Stream_ExampleOfTheDocumentation_HasNoFieldThatWeLack(string file, string topic)
    {
        var example = await ReadAsync(file);
        await using var venue = await TestVenue.StartAsync();
        using var stream = topic.Contains("BTCUSDT", StringComparison.Ordinal) ? await venue.OpenPublicAsync() : await venue.OpenPrivateAsync();
        await stream.SubscribeAsync(topic);

        (await venue.Rest.CreateAsync()).Ok();
        venue.AdvanceBitcoin();

        Assert.Empty(Missing(example, await stream.ReceiveAsync(topic), "$"));
    }

    private static async Task<JsonElement> ReadAsync(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder!.Parent!.FullName, "shared", "data", "payloads", "bybit", file);
        Skip.IfNot(File.Exists(path), "the documentation's examples are absent");
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new SkipException("the example is not JSON by itself");
        }
    }

    private static IEnumerable<string> Missing(JsonElement example, JsonElement ours, string path)
    {
        if (example.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in example.EnumerateObject().Where(f => !Ignored.Contains(f.Name)))
            {
                if (!ours.TryGetProperty(field.Name, out var own))
                {
                    yield return $"{path}.{field.Name} is missing";
                    continue;
                }

                foreach (var missing in Missing(field.Value, own, $"{path}.{field.Name}"))
                {
                    yield return missing;
                }
            }
        }
        else if (example.ValueKind == JsonValueKind.Array && ours.ValueKind == JsonValueKind.Array)
        {
            if (example.GetArrayLength() > 0 && ours.GetArrayLength() > 0)
            {
                foreach (var missing in Missing(example[0], ours[0], $"{path}[0]"))
                {
                    yield return missing;
                }
            }
        }
        else if (Kind(example) != Kind(ours))
        {
            yield return $"{path} is {ours.ValueKind}, not {example.ValueKind}";
        }
    }

    private static JsonValueKind Kind(JsonElement json) => json.ValueKind == JsonValueKind.False ? JsonValueKind.True : json.ValueKind;
}
