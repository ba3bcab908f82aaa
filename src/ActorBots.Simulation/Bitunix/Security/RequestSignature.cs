using System.Text;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Security;

/// <summary>
/// The signature of a REST request: over nonce, timestamp, key, the sorted parameters of the query and the body. Working clients differ in
/// how they write the last two; what any of them signs is accepted.
/// </summary>
internal static class RequestSignature
{
    /// <summary>Whether a request is signed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secret">The key's secret.</param>
    public static bool IsSigned(RestRequest request, string secret) => IsSigned(
        $"{request.Header("nonce")}{request.Header("timestamp")}{request.ApiKey}",
        request.RawQuery,
        Encoding.UTF8.GetString(request.Body.Span),
        secret,
        request.Header("sign"));

    /// <summary>Whether a signature belongs to a request's parts.</summary>
    /// <param name="head">Nonce, timestamp and key.</param>
    /// <param name="rawQuery">The query as sent, without its question mark.</param>
    /// <param name="body">The body as sent.</param>
    /// <param name="secret">The key's secret.</param>
    /// <param name="signature">The signature.</param>
    public static bool IsSigned(string head, string rawQuery, string body, string secret, string signature) => QueryTexts(rawQuery)
        .SelectMany(_ => BodyTexts(body), (query, text) => head + query + text)
        .Distinct(StringComparer.Ordinal)
        .Any(text => BitunixSignature.Equals(BitunixSignature.Sign(secret, text), signature));

    /// <summary>Sorted keys and values without any separator; as sent without <c>&amp;</c> and <c>=</c>; letters and digits alone.</summary>
    private static IEnumerable<string> QueryTexts(string rawQuery)
    {
        var sorted = string.Concat(rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Key: Decode(pair[0]), Value: pair.Length == 2 ? Decode(pair[1]) : string.Empty))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key + pair.Value));
        yield return sorted;
        yield return rawQuery.Replace("&", string.Empty, StringComparison.Ordinal).Replace("=", string.Empty, StringComparison.Ordinal);
        yield return string.Concat(sorted.Where(char.IsAsciiLetterOrDigit));
    }

    private static IEnumerable<string> BodyTexts(string body)
    {
        yield return body;
        yield return string.Concat(body.Where(c => !char.IsWhiteSpace(c)));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
