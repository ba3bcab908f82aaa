using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Reads lists whole. The venue pages by the number of rows to skip, newest first, so that a new row moves all others.</summary>
/// <param name="api">The account's REST calls.</param>
internal sealed class BitunixReader(BitunixRestApi api)
{
    private const int PageRows = 100;
    private const int MaxPages = 500;
    private const int MaxRestarts = 5;

    /// <summary>Rows of an answer that has no pages.</summary>
    public async Task<VenueResult<IReadOnlyList<T>>> RowsAsync<T>(
        string path, string query, JsonTypeInfo<BitunixReply<BitunixRows<T>>> shape, RequestPriority priority, CancellationToken cancellationToken)
        where T : class
    {
        var result = await api.SendAsync(RestCall.Get(path, query, priority), shape, cancellationToken);
        return result.Error is { } error
            ? VenueResult<IReadOnlyList<T>>.Failure(error)
            : VenueResult<IReadOnlyList<T>>.Success(result.Value?.All ?? []);
    }

    /// <summary>All rows of a list without a total, which ends with a page that is not full.</summary>
    public async Task<VenueResult<IReadOnlyList<T>>> AllRowsAsync<T>(
        string path,
        string query,
        JsonTypeInfo<BitunixReply<BitunixRows<T>>> shape,
        Func<T, string?> idOf,
        RequestPriority priority,
        CancellationToken cancellationToken)
        where T : class
    {
        var rows = new List<T>();
        for (var page = 0; page < MaxPages; page++)
        {
            var result = await RowsAsync(path, Paged(query, rows.Count), shape, priority, cancellationToken);
            if (!result.IsSuccess)
            {
                return result;
            }

            rows.AddRange(result.Value!);
            if (result.Value!.Count < PageRows)
            {
                return VenueResult<IReadOnlyList<T>>.Success([.. rows.DistinctBy(idOf)]);
            }
        }

        return VenueResult<IReadOnlyList<T>>.Failure(RestErrors.BadContent($"{path} has more than {MaxPages} pages"));
    }

    /// <summary>All rows of a list with a total; read anew when the total changed on the way.</summary>
    public async Task<VenueResult<IReadOnlyList<T>>> AllPagesAsync<TPage, T>(
        string path,
        string query,
        JsonTypeInfo<BitunixReply<TPage>> shape,
        Func<T, string?> idOf,
        RequestPriority priority,
        CancellationToken cancellationToken)
        where TPage : class, IBitunixPage<T>
        where T : class
    {
        for (var attempt = 0; attempt <= MaxRestarts; attempt++)
        {
            var result = await TryPagesAsync<TPage, T>(path, query, shape, priority, cancellationToken);
            if (!result.IsSuccess)
            {
                return VenueResult<IReadOnlyList<T>>.Failure(result.Error);
            }

            if (result.Value is { } rows)
            {
                return VenueResult<IReadOnlyList<T>>.Success([.. rows.DistinctBy(idOf)]);
            }
        }

        return VenueResult<IReadOnlyList<T>>.Failure(new VenueError(
            VenueErrorKind.Retryable, VenueErrorCode.BadAnswer, "none", $"{path} changed each time while it was read"));
    }

    /// <returns>Success with null when the total changed.</returns>
    private async Task<VenueResult<List<T>?>> TryPagesAsync<TPage, T>(
        string path, string query, JsonTypeInfo<BitunixReply<TPage>> shape, RequestPriority priority, CancellationToken cancellationToken)
        where TPage : class, IBitunixPage<T>
        where T : class
    {
        var rows = new List<T>();
        string? total = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var result = await api.SendAsync(RestCall.Get(path, Paged(query, rows.Count), priority), shape, cancellationToken);
            if (result.Error is { } error)
            {
                return VenueResult<List<T>?>.Failure(error);
            }

            if (result.Value?.Rows is not { } list)
            {
                return VenueResult<List<T>?>.Failure(RestErrors.BadContent($"{path} answered without a list"));
            }

            if (page > 0 && result.Value.Total != total)
            {
                return VenueResult<List<T>?>.Success(null);
            }

            total = result.Value.Total;
            rows.AddRange(list);
            var isLast = list.Count == 0 || (WireNumber.TryParse(total) is { } count ? rows.Count >= count : list.Count < PageRows);
            if (isLast)
            {
                return VenueResult<List<T>?>.Success(rows);
            }
        }

        return VenueResult<List<T>?>.Failure(RestErrors.BadContent($"{path} has more than {MaxPages} pages"));
    }

    private static string Paged(string query, int skip) => string.Create(
        CultureInfo.InvariantCulture, $"{query}{(query.Length == 0 ? string.Empty : "&")}skip={skip}&limit={PageRows}");
}
