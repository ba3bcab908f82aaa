namespace ActorBots.Testing.Mongo;

/// <summary>What a <see cref="FaultyLink"/> does to its connections.</summary>
public sealed record LinkFault
{
    /// <summary>A good line.</summary>
    public static LinkFault None { get; } = new();

    /// <summary>Nothing gets through in either direction, and nobody is told; what was sent waits and arrives when the line is good again.</summary>
    public static LinkFault BlackHole { get; } = new() { HoldsRequests = true, HoldsAnswers = true };

    /// <summary>Requests arrive and are carried out; their answers wait.</summary>
    public static LinkFault AnswersLost { get; } = new() { HoldsAnswers = true };

    /// <summary>Connections are refused; those that exist are reset.</summary>
    public static LinkFault Refused { get; } = new() { IsRefusing = true };

    /// <summary>What goes to the server waits.</summary>
    public bool HoldsRequests { get; private init; }

    /// <summary>What comes from the server waits.</summary>
    public bool HoldsAnswers { get; private init; }

    /// <summary>Nobody listens.</summary>
    public bool IsRefusing { get; private init; }

    /// <summary>How much later everything arrives, in each direction.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>How many bytes pass per second, per connection and direction; zero is no limit.</summary>
    public int BytesPerSecond { get; private init; }

    /// <summary>A slow line: everything arrives later, in each direction.</summary>
    public static LinkFault Slow(TimeSpan delay) => new() { Delay = delay };

    /// <summary>A narrow line.</summary>
    /// <param name="bytesPerSecond">Positive.</param>
    public static LinkFault Narrow(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new() { BytesPerSecond = bytesPerSecond };
    }
}
