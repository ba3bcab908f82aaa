using ActorBots.Ports.Storage;

namespace ActorBots.Storage;

/// <summary>Cuts pages: adapters read one row more than asked for, so that the last page is known to be the last.</summary>
internal static class Paging
{
    /// <summary>The page of the first <paramref name="size"/> rows; it has a next one when there are more.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        rows.Count > size
            ? new Page<T>([.. rows.Take(size)], cursor(rows[size - 1]))
            : new Page<T>([.. rows], null);
}
