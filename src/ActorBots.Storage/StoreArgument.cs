using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage;

/// <summary>The checks that every adapter makes before it touches anything.</summary>
internal static class StoreArgument
{
    /// <summary>The largest page.</summary>
    public const int MaxPageSize = 1000;

    private const int MaxDepth = 200;

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The fields of a bot's document that the engine knows; every other one is the backend's.</summary>
    public static FrozenSet<string> BotFields { get; } = new[]
    {
        "_id", "user_id", "name", "exchange", "account", "config", "created_at", "updated_at",
        "status", "desired_status", "performance", "last_error", "last_heartbeat", "sequence_number",
    }.ToFrozenSet(StringComparer.Ordinal);

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
        if (!document.Problems.IsEmpty)
            throw new ArgumentException($"bot '{document.BotId}' has problems: {string.Join("; ", document.Problems)}", nameof(document));

        CheckJsonObject(document.ConfigJson, static _ => null);
        if (document.ExtraJson is not null)
            CheckJsonObject(document.ExtraJson, Objection);
    }

    /// <summary>Refuses a batch of the ledger with a row that has no id.</summary>
    public static void CheckBatch(IReadOnlyCollection<PositionRow> positions, IReadOnlyCollection<TradeRow> trades)
    {
        foreach (var position in positions)
            CheckId(position.PositionId);
        foreach (var trade in trades)
            CheckId(trade.TradeId);
    }

    private static void CheckJsonObject(
        string json, Func<string, string?> objection, [CallerArgumentExpression(nameof(json))] string argument = "")
    {
        try
        {
            using var document = JsonDocument.Parse(json, Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ArgumentException($"{argument} must be a JSON object", argument);

            CheckTexts(document.RootElement);
            foreach (var name in document.RootElement.EnumerateObject().Select(static member => member.Name))
            {
                if (objection(name) is { } reason)
                    throw new ArgumentException($"{argument} must not have the field '{name}': its name {reason}", argument);
            }
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"{argument} must be a JSON object in which no name is given twice", argument, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException($"{argument} must be valid Unicode: no half of a surrogate pair alone", argument, exception);
        }
    }

    private static string? Objection(string name) => name switch
    {
        "" => "is empty",
        ['$', ..] => "begins with $",
        _ when name.Contains('.', StringComparison.Ordinal) => "has a dot",
        _ when BotFields.Contains(name) => "is the engine's own",
        _ => null,
    };

    /// <summary>Reads every text once: JSON may hold what is no Unicode.</summary>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    private static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (member.Name.Contains('\0', StringComparison.Ordinal))
                        throw new ArgumentException("a field's name in the JSON has a NUL", nameof(element));

                    CheckTexts(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    CheckTexts(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }
}
