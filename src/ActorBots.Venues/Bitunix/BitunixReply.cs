using System.Text.Json.Serialization;

namespace ActorBots.Venues.Bitunix;

/// <summary>The part of every REST answer that tells whether it is one.</summary>
internal sealed record BitunixReplyHead
{
    public int? Code { get; init; }

    public string? Msg { get; init; }
}

/// <summary>A successful REST answer. Its data is an object, a list, an empty text or null, and not always what the documentation says.</summary>
internal sealed record BitunixReply<T>
{
    public T? Data { get; init; }
}

/// <summary>Data that nobody reads, whatever its shape.</summary>
[JsonConverter(typeof(BitunixNothingConverter))]
internal sealed record BitunixNothing;
