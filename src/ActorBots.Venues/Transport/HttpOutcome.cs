using System.Net.Http.Headers;

namespace ActorBots.Venues.Transport;

/// <summary>What became of an HTTP request: an answer, or none.</summary>
internal abstract record HttpOutcome
{
    private HttpOutcome()
    {
    }

    /// <summary>The server answered, with whatever status.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The whole body.</param>
    /// <param name="Headers">The headers.</param>
    internal sealed record Answered(int Status, byte[] Body, HttpResponseHeaders Headers) : HttpOutcome;

    /// <summary>No answer: whether the request was executed is unknown.</summary>
    /// <param name="Reason">For people.</param>
    internal sealed record Unanswered(string Reason) : HttpOutcome;
}
