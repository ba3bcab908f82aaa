using System.Text.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Bybit's envelope, and its refusal for bad parameters.</summary>
internal static class BybitReply
{
    /// <summary>A refusal for a bad parameter.</summary>
    public static RestReply BadParameter(string message) => RestReply.Refuse(BybitCode.Parameters, message);

    /// <summary>The text of a reply.</summary>
    public static string Text(this RestReply reply) => reply is { IsOk: true, Message: "" } ? "OK" : reply.Message;

    /// <summary>Writes the envelope; the contents are the members of <c>result</c> and <c>retExtInfo</c>.</summary>
    public static void WriteTo(this RestReply reply, Utf8JsonWriter json, long timeMs)
    {
        json.WriteStartObject();
        json.WriteNumber("retCode", reply.Code);
        json.WriteString("retMsg", reply.Text());
        json.WriteStartObject("result");
        reply.Result?.Invoke(json);
        json.WriteEndObject();
        json.WriteStartObject("retExtInfo");
        reply.Extra?.Invoke(json);
        json.WriteEndObject();
        json.WriteNumber("time", timeMs);
        json.WriteEndObject();
    }
}
