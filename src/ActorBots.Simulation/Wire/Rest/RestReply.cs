using System.Text.Json;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>What a call is answered: the code, its text, and what fills the venue's envelope.</summary>
internal sealed record RestReply
{
    /// <summary>0 = success.</summary>
    public int Code { get; init; }

    /// <summary>The text that goes with the code; empty = the venue's word for success.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Writes the envelope's content as the venue's dialect defines it; nothing = the venue's way of saying "nothing".</summary>
    public Action<Utf8JsonWriter>? Result { get; init; }

    /// <summary>Writes the envelope's second content, where the venue has one.</summary>
    public Action<Utf8JsonWriter>? Extra { get; init; }

    /// <summary>Whether the call succeeded.</summary>
    public bool IsOk => Code == 0;

    /// <summary>Success without a result.</summary>
    public static RestReply Done { get; } = new();

    /// <summary>Success.</summary>
    public static RestReply Of(Action<Utf8JsonWriter> result) => new() { Result = result };

    /// <summary>A refusal.</summary>
    public static RestReply Refuse(int code, string message) => new() { Code = code, Message = message };
}
