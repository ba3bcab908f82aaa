using System.Globalization;
using System.Text;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Security;

/// <summary>Checks who sent a request: key, time, signature, in this order.</summary>
internal sealed class RequestCheck(BybitVenue venue)
{
    private const string Signature = "X-BAPI-SIGN";
    private const string Timestamp = "X-BAPI-TIMESTAMP";
    private const string Window = "X-BAPI-RECV-WINDOW";

    /// <summary>Whether the headers that every private request needs are all there.</summary>
    public static bool HasHeaders(RestRequest request) =>
        request.ApiKey.Length > 0 && request.Header(Signature).Length > 0 && request.Header(Timestamp).Length > 0;

    /// <summary>The refusal of a private request; nothing when it is good.</summary>
    public RestReply? Refusal(RestRequest request)
    {
        if (venue.Exchange.FindAccount(request.ApiKey) is not { } account)
        {
            return RestReply.Refuse(BybitCode.UnknownKey, "API key is invalid.");
        }

        if (TimeRefusal(request.Header(Timestamp), request.Header(Window)) is { } late)
        {
            return late;
        }

        var text = SignedText(request);
        return BybitSignature.Verify(account.ApiSecret, text, request.Header(Signature))
            ? null
            : RestReply.Refuse(BybitCode.BadSignature, $"error sign! origin_string[{Encoding.UTF8.GetString(text)}]");
    }

    /// <summary>The refusal for the time of a request; nothing when it is good.</summary>
    public RestReply? TimeRefusal(string timestampText, string windowText)
    {
        var server = venue.Clock.NowMs;
        var window = TimeWindow.DefaultMs;
        return long.TryParse(timestampText, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            && (windowText.Length == 0 || long.TryParse(windowText, NumberStyles.None, CultureInfo.InvariantCulture, out window))
            && TimeWindow.Accepts(server, timestamp, window)
                ? null
                : RestReply.Refuse(
                    BybitCode.Timestamp,
                    "invalid request, please check your server timestamp or recv_window param. "
                    + $"req_timestamp[{timestampText}],server_timestamp[{server}],recv_window[{windowText}]");
    }

    /// <summary>What the client must have signed.</summary>
    private static byte[] SignedText(RestRequest request) =>
    [
        .. Encoding.UTF8.GetBytes($"{request.Header(Timestamp)}{request.ApiKey}{request.Header(Window)}"),
        .. request.Route.Method == "GET" ? Encoding.UTF8.GetBytes(request.RawQuery) : request.Body.Span,
    ];
}
