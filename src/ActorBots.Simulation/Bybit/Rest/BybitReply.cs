using System.Text.Json;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>What a call is answered: the return code, its text, and what fills <c>result</c> and <c>retExtInfo</c>.</summary>
internal sealed record BybitReply
{
    /// <summary>0 = success.</summary>
    public int Code { get; init; }

    /// <summary>The text that goes with the code.</summary>
    public string Message { get; init; } = "OK";

    /// <summary>Writes the members of <c>result</c>; nothing = an empty object.</summary>
    public Action<Utf8JsonWriter>? Result { get; init; }

    /// <summary>Writes the members of <c>retExtInfo</c>; nothing = an empty object.</summary>
    public Action<Utf8JsonWriter>? Extra { get; init; }

    /// <summary>Whether the call succeeded.</summary>
    public bool IsOk => Code == BybitCode.Ok;

    /// <summary>Success without a result.</summary>
    public static BybitReply Done { get; } = new();

    /// <summary>Success.</summary>
    public static BybitReply Of(Action<Utf8JsonWriter> result) => new() { Result = result };

    /// <summary>A refusal.</summary>
    public static BybitReply Refuse(int code, string message) => new() { Code = code, Message = message };

    /// <summary>A refusal for a bad parameter.</summary>
    public static BybitReply BadParameter(string message) => Refuse(BybitCode.Parameters, message);

    /// <summary>Writes the envelope.</summary>
    public void Write(Utf8JsonWriter json, long timeMs)
    {
        json.WriteStartObject();
        json.WriteNumber("retCode", Code);
        json.WriteString("retMsg", Message);
        json.WriteStartObject("result");
        Result?.Invoke(json);
        json.WriteEndObject();
        json.WriteStartObject("retExtInfo");
        Extra?.Invoke(json);
        json.WriteEndObject();
        json.WriteNumber("time", timeMs);
        json.WriteEndObject();
    }
}
