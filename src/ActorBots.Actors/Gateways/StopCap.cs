using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Counts the protective stops of an account, those included that entries under way will need, so that an entry whose stop the venue would
/// refuse is denied before it is sent.
/// </summary>
internal sealed class StopCap
{
    private readonly Dictionary<InstrumentId, HashSet<ClientOrderId>> _live = [];

    /// <summary>Why an order may not be sent, or nothing when it may. Only entries are ever refused.</summary>
    public Denial? Refuses(OrderRequest request, VenueCapabilities capabilities)
    {
        var count = _live.TryGetValue(request.Instrument, out var live) ? live.Count : 0;
        return request.Purpose == OrderPurpose.Entry && count >= capabilities.MaxConditionalOrdersPerInstrument
            ? new Denial("CONDITIONAL_ORDERS_LIMIT", $"the account has {count} of {capabilities.MaxConditionalOrdersPerInstrument} conditional orders on {request.Instrument}")
            : null;
    }

    /// <summary>An entry or a stop goes out.</summary>
    public void Sent(OrderRequest request)
    {
        if (request.Purpose != OrderPurpose.Exit)
        {
            Live(request.Instrument).Add(request.ClientOrderId);
        }
    }

    /// <summary>The venue told of an order.</summary>
    public void Told(OrderReport report)
    {
        if (report.ClientOrderId is not { } id)
        {
            return;
        }

        if (report.Status.IsTerminal())
        {
            Live(report.Instrument).Remove(id);
        }
        else if (id.Purpose == OrderPurpose.ProtectiveStop)
        {
            Live(report.Instrument).Add(id);
        }
    }

    /// <summary>An order will not come into being.</summary>
    public void Gone(InstrumentId instrument, ClientOrderId order) => Live(instrument).Remove(order);

    private HashSet<ClientOrderId> Live(InstrumentId instrument)
    {
        if (!_live.TryGetValue(instrument, out var live))
        {
            _live[instrument] = live = [];
        }

        return live;
    }
}
