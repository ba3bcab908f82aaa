using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>What an effort actor needs: the account's client, the way back to the bots, and how long the venue may be wrong.</summary>
/// <param name="Client">The account's client.</param>
/// <param name="Bots">The way back.</param>
/// <param name="Settings">How long to wait.</param>
/// <param name="Time">The clock of the settling time.</param>
internal sealed record OrderEffort(IExecutionClient Client, BotRouter Bots, AccountSettings Settings, TimeProvider Time)
{
    /// <summary>What the venue says of one order, fills included.</summary>
    public async Task<OrderFinding> FindAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        var found = await Client.FindOrderAsync(instrument, order, cancellationToken).ConfigureAwait(false);
        if (!found.IsSuccess)
        {
            return new OrderFinding(null, [], found.Error);
        }

        if (found.Value is not { } report || report.FilledQuantity.IsZero)
        {
            return new OrderFinding(found.Value, [], null);
        }

        var fills = await Client.GetFillsOfOrderAsync(instrument, order, cancellationToken).ConfigureAwait(false);
        return fills.IsSuccess ? new OrderFinding(report, fills.Value, null) : new OrderFinding(null, [], fills.Error);
    }

    /// <summary>Tells the client what a bot knows of its orders; before anything is asked about them.</summary>
    public void Recognise(AccountCommand command)
    {
        var (instrument, orders) = command switch
        {
            AccountCommand.Attach m => (m.Instrument, m.Orders),
            AccountCommand.Reconcile m => (m.Instrument, m.Orders),
            AccountCommand.Resolve m => (m.Instrument, [m.Order]),
            AccountCommand.Cancel { Live: { } live } m => (m.Instrument, [live]),
            AccountCommand.MoveStop { Live: { } live } m => (m.Instrument, [live]),
            _ => (default, ImmutableArray<LiveOrder>.Empty),
        };
        ImmutableArray<OrderTrace> traces = [.. orders.Select(o => o.Trace(instrument)).OfType<OrderTrace>()];
        if (!traces.IsEmpty)
        {
            Client.Recognise(traces);
        }
    }

    /// <summary>An exception of a client as the ambiguous error that it is.</summary>
    public static VenueError Broken(Exception e) =>
        new(VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer, e.GetType().Name, e.Message);

    /// <summary>Keeps an actor's private messages apart from those of the protocol.</summary>
    internal sealed record AskDue : INoSerializationVerificationNeeded
    {
        public static readonly AskDue Instance = new();
    }
}
