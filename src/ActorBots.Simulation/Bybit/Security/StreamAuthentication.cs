using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Bybit.Streams;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Security;

/// <summary>Checks the <c>auth</c> frame of the private and the trade stream: <c>[key, expires, signature]</c>.</summary>
internal static class StreamAuthentication
{
    /// <summary>The refusal of a frame; nothing when it is good.</summary>
    /// <param name="request">The frame; the expiry may be a number or a text.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="apiKey">The key that it names.</param>
    public static RestReply? Problem(StreamRequest request, BybitVenue venue, out string apiKey)
    {
        apiKey = string.Empty;
        if (request.Arguments.Count != 3
            || request.Arguments[0].ValueKind != JsonValueKind.String
            || request.Arguments[1].ValueKind is not (JsonValueKind.String or JsonValueKind.Number)
            || request.Arguments[2].ValueKind != JsonValueKind.String)
        {
            return BybitReply.BadParameter("Params Error");
        }

        apiKey = request.Arguments[0].GetString()!;
        var expiryText = request.Arguments[1].ValueKind == JsonValueKind.String ? request.Arguments[1].GetString()! : request.Arguments[1].GetRawText();
        if (venue.Exchange.FindAccount(apiKey) is not { } account)
        {
            return RestReply.Refuse(BybitCode.UnknownKey, "API key is invalid.");
        }

        if (!long.TryParse(expiryText, NumberStyles.None, CultureInfo.InvariantCulture, out var expires) || expires <= venue.Clock.NowMs)
        {
            return RestReply.Refuse(BybitCode.BadSignature, "Params Error: expires must be later than now");
        }

        return BybitSignature.Verify(account.ApiSecret, Encoding.UTF8.GetBytes($"GET/realtime{expiryText}"), request.Arguments[2].GetString()!)
            ? null
            : RestReply.Refuse(BybitCode.BadSignature, "error:USVC1111");
    }
}
