using System.Globalization;
using System.Text;
using ActorBots.Simulation.Bybit.Rest;

namespace ActorBots.Simulation.Bybit.Security;

/// <summary>Checks who sent a request: key, time, signature, in this order.</summary>
internal sealed class RequestCheck(BybitVenue venue)
{
    /// <summary>Whether the headers that every private request needs are all there.</summary>
    public static bool HasHeaders(RestRequest request) =>
        request.ApiKey.Length > 0 && request.Signature.Length > 0 && request.Timestamp.Length > 0;

    /// <summary>The refusal of a private request; nothing when it is good.</summary>
    public BybitReply? Refusal(RestRequest request)
    {
        if (venue.Exchange.FindAccount(request.ApiKey) is not { } account)
        {
            return BybitReply.Refuse(BybitCode.UnknownKey, "API key is invalid.");
        }

        if (TimeRefusal(request.Timestamp, request.Window) is { } late)
        {
            return late;
        }

        var text = request.SignedText;
        return BybitSignature.Verify(account.ApiSecret, text, request.Signature)
            ? null
            : BybitReply.Refuse(BybitCode.BadSignature, $"error sign! origin_string[{Encoding.UTF8.GetString(text)}]");
    }

    /// <summary>The refusal for the time of a request; nothing when it is good.</summary>
    public BybitReply? TimeRefusal(string timestampText, string windowText)
    {
        var server = venue.Clock.NowMs;
        var window = TimeWindow.DefaultMs;
        return long.TryParse(timestampText, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            && (windowText.Length == 0 || long.TryParse(windowText, NumberStyles.None, CultureInfo.InvariantCulture, out window))
            && TimeWindow.Accepts(server, timestamp, window)
                ? null
                : BybitReply.Refuse(
                    BybitCode.Timestamp,
                    "invalid request, please check your server timestamp or recv_window param. "
                    + $"req_timestamp[{timestampText}],server_timestamp[{server}],recv_window[{windowText}]");
    }
}
