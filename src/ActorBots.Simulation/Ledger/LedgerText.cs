using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorBots.Simulation.Ledger;

/// <summary>Between the ledger's records and what its columns hold.</summary>
internal static class LedgerText
{
    public static List<T> Rows<T>(this SqlSession sql, string query, JsonTypeInfo<T> type, params ReadOnlySpan<object?> arguments) =>
        sql.Texts(query, arguments).ConvertAll(text => Row(text, type));

    public static T Row<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new InvalidDataException("a ledger row is empty");

    public static string Text<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.Serialize(row, type);

    public static long? Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
