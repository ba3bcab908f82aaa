using System.Text.Json;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>The frames with which the streams answer their clients.</summary>
internal static class StreamFrames
{
    /// <summary>An acknowledgement, or a refusal, in the order of the public stream's fields.</summary>
    public static ReadOnlyMemory<byte> PublicAck(string connection, string requestId, string op, bool success, string message) =>
        WireJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("success", success);
            json.WriteString("ret_msg", message);
            json.WriteString("conn_id", connection);
            json.WriteString("req_id", requestId);
            json.WriteString("op", op);
            json.WriteEndObject();
        });

    /// <summary>An acknowledgement, or a refusal, of the private stream; the request id only when one was sent.</summary>
    public static ReadOnlyMemory<byte> PrivateAck(string connection, string requestId, string op, bool success, string message) =>
        WireJson.Write(json =>
        {
            json.WriteStartObject();
            if (requestId.Length > 0)
            {
                json.WriteString("req_id", requestId);
            }

            json.WriteBoolean("success", success);
            json.WriteString("ret_msg", message);
            json.WriteString("op", op);
            json.WriteString("conn_id", connection);
            json.WriteEndObject();
        });

    /// <summary>The private stream's pong.</summary>
    public static ReadOnlyMemory<byte> PrivatePong(string connection, string requestId, long nowMs) =>
        WireJson.Write(json =>
        {
            json.WriteStartObject();
            if (requestId.Length > 0)
            {
                json.WriteString("req_id", requestId);
            }

            json.WriteString("op", "pong");
            WriteTexts(json, "args", nowMs);
            json.WriteString("conn_id", connection);
            json.WriteEndObject();
        });

    /// <summary>The trade stream's pong.</summary>
    public static ReadOnlyMemory<byte> TradePong(string connection, long nowMs) =>
        WireJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("retCode", 0);
            json.WriteString("retMsg", "OK");
            json.WriteString("op", "pong");
            WriteTexts(json, "data", nowMs);
            json.WriteString("connId", connection);
            json.WriteEndObject();
        });

    private static void WriteTexts(Utf8JsonWriter json, string name, long nowMs)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(nowMs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndArray();
    }
}
