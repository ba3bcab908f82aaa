using ActorBots.Simulation.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>The way of every REST request.</summary>
internal sealed class RestGate(BitunixVenue venue)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var bytes = WireJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("code", 404);
            json.WriteNull("data");
            json.WriteString("msg", "Not Found");
            json.WriteEndObject();
        });
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.Date = venue.Clock.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
