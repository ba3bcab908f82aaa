using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage;

/// <summary>The checks that every adapter makes before it touches anything.</summary>
internal static class StoreArgument
{
    /// <summary>The largest page.</summary>
    public const int MaxPageSize = 1000;

    /// <summary>Refuses a page size outside 1 to 1000.</summary>
    public static void CheckPageSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxPageSize);
    }

    /// <summary>Refuses an empty id.</summary>
    public static void CheckId(string id, [CallerArgumentExpression(nameof(id))] string name = "") =>
        ArgumentException.ThrowIfNullOrWhiteSpace(id, name);

    /// <summary>Refuses a bot document that could not be read back.</summary>
    public static void CheckDocument(BotDocument document)
    {
        CheckId(document.BotId);
        CheckJsonObject(document.ConfigJson);
        if (document.ExtraJson is not null)
            CheckJsonObject(document.ExtraJson);
    }

    /// <summary>Refuses a batch of the ledger with a row that has no id.</summary>
    public static void CheckBatch(IReadOnlyCollection<PositionRow> positions, IReadOnlyCollection<TradeRow> trades)
    {
        foreach (var position in positions)
            CheckId(position.PositionId);
        foreach (var trade in trades)
            CheckId(trade.TradeId);
    }

    private static void CheckJsonObject(string json, [CallerArgumentExpression(nameof(json))] string name = "")
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"{name} must be a JSON object", name, exception);
        }

        throw new ArgumentException($"{name} must be a JSON object", name);
    }
}
