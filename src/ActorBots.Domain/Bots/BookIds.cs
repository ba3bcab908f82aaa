using System.Globalization;

namespace ActorBots.Domain.Bots;

/// <summary>The ids of rows in the books: pure functions of the bot and the entry's intent number.</summary>
public static class BookIds
{
    /// <summary>The id of a position.</summary>
    public static string Position(string botId, long number) => string.Create(CultureInfo.InvariantCulture, $"{botId}-p{number:D6}");

    /// <summary>The number of a position id of a bot, or nothing when the text is not one.</summary>
    public static long? NumberOf(string botId, string positionId)
    {
        var prefix = $"{botId}-p";
        return positionId is not null && positionId.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(positionId.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>The id of a trade.</summary>
    public static string Trade(string botId, long number) => string.Create(CultureInfo.InvariantCulture, $"{botId}-t{number:D6}");

    /// <summary>The id of a notification.</summary>
    public static string Notification(string botId, long number) => string.Create(CultureInfo.InvariantCulture, $"{botId}-n{number:D6}");
}
