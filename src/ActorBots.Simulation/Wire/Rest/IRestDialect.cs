using System.Text.Json;
using ActorBots.Simulation.Wire.Misbehaviour;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>In what venues differ on the way of a REST request: names, envelope, signature, limits.</summary>
internal interface IRestDialect
{
    /// <summary>How parameters are read.</summary>
    ParameterRules Rules { get; }

    /// <summary>The header with the API key.</summary>
    string KeyHeader { get; }

    /// <summary>The list in the body of a batch.</summary>
    string BatchField { get; }

    /// <summary>Most orders of a batch.</summary>
    int LargestBatch { get; }

    /// <summary>The parameter with the client's order id.</summary>
    string ClientIdField { get; }

    /// <summary>The refusal when an account asks too often.</summary>
    RestReply TooManyRequests { get; }

    /// <summary>The refusal of a body that is not a JSON object.</summary>
    RestReply Unreadable { get; }

    /// <summary>The refusal of an unknown path.</summary>
    RestRefusal UnknownRoute { get; }

    /// <summary>The name under which the exchange knows a symbol of the wire.</summary>
    string SymbolOf(string text);

    /// <summary>Whether an address may ask at all; counts the request.</summary>
    bool Admits(string address);

    /// <summary>Writes the headers that every answer has.</summary>
    void Stamp(HttpResponse response);

    /// <summary>The refusal for headers, key, time, signature or limits, in the venue's order; nothing when the request may go on.</summary>
    RestRefusal? Refusal(HttpContext http, RestRequest request, RequestFaults faults);

    /// <summary>Writes a reply's envelope.</summary>
    void WriteEnvelope(Utf8JsonWriter json, RestReply reply);
}
