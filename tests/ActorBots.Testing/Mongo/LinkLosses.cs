using System.Text;

namespace ActorBots.Testing.Mongo;

/// <summary>Which answers a <see cref="FaultyLink"/> loses: the server carries the command out, and its client never hears of it.</summary>
internal sealed class LinkLosses
{
    private volatile byte[] _command = [];
    private int _left;
    private int _lost;

    /// <summary>Answers lost so far.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Plans losses; replaces the plan before.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="times">How many answers.</param>
    public void Plan(string command, int times)
    {
        // The name stands in the message's body as that of its first element.
        _command = Encoding.ASCII.GetBytes($"{command}\0");
        Volatile.Write(ref _left, times);
    }

    /// <summary>Whether a request is such a command.</summary>
    public bool IsConcerned(ReadOnlySpan<byte> request) => _command is { Length: > 0 } command && request.IndexOf(command) >= 0;

    /// <summary>Whether the answer to such a request is to be lost; counts it.</summary>
    public bool Take()
    {
        if (Interlocked.Decrement(ref _left) < 0)
        {
            return false;
        }

        Interlocked.Increment(ref _lost);
        return true;
    }
}
