using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>What became of one item of a list of orders.</summary>
/// <param name="OrderId">The order's id; empty when none was made.</param>
/// <param name="ClientId">The client's id; empty when there is none.</param>
/// <param name="Refusal">Why nothing was done; absent on success.</param>
internal sealed record ListedOutcome(string OrderId, string ClientId, RestReply? Refusal)
{
    /// <summary>Success with both lists. The id comes under both names that clients look for.</summary>
    public static RestReply Reply(ImmutableArray<ListedOutcome> outcomes) => BitunixReply.Object(json =>
    {
        json.WriteStartArray("successList");
        foreach (var outcome in outcomes.Where(o => o.Refusal is null))
        {
            json.WriteStartObject();
            json.WriteString("id", outcome.OrderId);
            outcome.WriteIds(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("failureList");
        foreach (var outcome in outcomes.Where(o => o.Refusal is not null))
        {
            json.WriteStartObject();
            outcome.WriteIds(json);
            json.WriteString("errorMsg", outcome.Refusal!.Message);
            json.WriteNumber("errorCode", outcome.Refusal.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private void WriteIds(Utf8JsonWriter json)
    {
        json.WriteString("orderId", OrderId);
        json.WriteString("clientId", ClientId);
    }
}
