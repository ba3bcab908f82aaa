using System.Globalization;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Security;

/// <summary>Checks who sent a request: key, the other headers, time, signature, in this order.</summary>
internal sealed class RequestCheck(BitunixVenue venue)
{
    /// <summary>The refusal of a private request; nothing when it is good.</summary>
    public RestReply? Refusal(RestRequest request)
    {
        if (request.ApiKey.Length == 0 || venue.Exchange.FindAccount(request.ApiKey) is not { } account)
        {
            return RestReply.Refuse(BitunixCode.ApiKey, "The value of the api-key in the header is incorrect.");
        }

        var timestamp = request.Header("timestamp");
        return request.Header("nonce").Length == 0 || timestamp.Length == 0 || request.Header("sign").Length == 0 ? BadSignature("nonce, timestamp or sign is empty")
            : !IsTimely(timestamp) ? BadSignature("timestamp is outside the window")
            : RequestSignature.IsSigned(request, account.ApiSecret) ? null
            : BadSignature("sign does not match");
    }

    private static RestReply BadSignature(string detail) => RestReply.Refuse(BitunixCode.Signature, $"Signature Error: {detail}");

    private bool IsTimely(string timestamp) => venue.Settings.TimeWindow == TimeSpan.Zero
        || (long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
            && Math.Abs((decimal)ms - venue.Clock.NowMs) <= (decimal)venue.Settings.TimeWindow.TotalMilliseconds);
}
