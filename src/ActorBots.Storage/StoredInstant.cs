namespace ActorBots.Storage;

/// <summary>The stores' precision of time: whole milliseconds, UTC.</summary>
internal static class StoredInstant
{
    /// <summary>Unix milliseconds; the rest of the instant is cut off.</summary>
    public static long ToStored(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>The instant of stored milliseconds, UTC.</summary>
    public static DateTimeOffset FromStored(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>What a store gives back for an instant.</summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) => FromStored(ToStored(instant));
}
