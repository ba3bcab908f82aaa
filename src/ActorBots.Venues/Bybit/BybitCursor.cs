namespace ActorBots.Venues.Bybit;

/// <summary>Page cursors.</summary>
internal static class BybitCursor
{
    /// <summary>Cursors come URL-encoded and go back as they came; anything else is encoded.</summary>
    public static string Encode(string cursor) =>
        cursor.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '%') ? cursor : Uri.EscapeDataString(cursor);
}
