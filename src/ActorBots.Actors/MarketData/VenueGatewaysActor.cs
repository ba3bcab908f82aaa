using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>The node's venue gateways behind one address: starts one per venue and finds the one that is asked for.</summary>
internal sealed class VenueGatewaysActor : ReceiveActor
{
    public VenueGatewaysActor(IReadOnlyDictionary<string, Props> gateways)
    {
        var byVenue = gateways.ToDictionary(g => g.Key, g => Context.ActorOf(g.Value, g.Key), StringComparer.Ordinal);
        Receive<ForVenue>(m =>
        {
            if (byVenue.TryGetValue(m.Venue, out var gateway))
            {
                gateway.Forward(m.Message);
            }
            else
            {
                Sender.Tell(new JoinFailed($"this node has no gateway for '{m.Venue}'; it has: {string.Join(", ", byVenue.Keys)}"));
            }
        });
    }

    public static Props Create(IReadOnlyDictionary<string, Props> gateways) => Props.Create(() => new VenueGatewaysActor(gateways));
}
