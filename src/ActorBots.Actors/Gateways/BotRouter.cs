using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>Tells bots news, wherever in the cluster they are.</summary>
/// <param name="Region">The shard region of the bots.</param>
internal sealed record BotRouter(IActorRef Region)
{
    /// <summary>Tells a bot one piece of news.</summary>
    public void Tell(string botId, BotInput news) => Region.Tell(new TellBot(botId, news), ActorRefs.NoSender);

    /// <summary>Tells a bot about its connection to the account.</summary>
    public void Tell(AccountNews news) => Region.Tell(news, ActorRefs.NoSender);

    /// <summary>Tells the owner of an order what the venue says of it; fills first, so that the end finds them booked.</summary>
    public void Tell(OrderReport report, IEnumerable<Fill> fills)
    {
        var owner = report.ClientOrderId!.Value.BotId;
        foreach (var fill in fills)
        {
            Tell(owner, new BotInput.Filled(fill));
        }

        Tell(owner, new BotInput.Reported(report));
    }

    /// <summary>What a venue's error means for a position.</summary>
    public static OrderRefusal RefusalOf(VenueError error) => error.Code switch
    {
        VenueErrorCode.TriggerThroughPrice => OrderRefusal.TriggerThroughPrice,
        VenueErrorCode.NothingToReduce => OrderRefusal.NothingToReduce,
        _ when error.Kind == VenueErrorKind.Retryable => OrderRefusal.NeverArrived,
        _ => OrderRefusal.Other,
    };

    /// <summary>The code that people see: the closed list's name and the venue's own code.</summary>
    public static string CodeOf(VenueError error) => $"{error.Code}/{error.VenueCode}";
}
