using System.Collections.Immutable;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Misbehaviour;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>Carries calls out, whichever way they came, with the faults that strike them and the hooks that look on.</summary>
internal sealed class CallExecutor(WireVenue venue, IRestDialect dialect, StreamRegistry streams, PrivateStreams privateStreams)
{
    /// <summary>Finds the faults of a request and lets those strike at once that concern the whole venue.</summary>
    public async Task<RequestFaults> ReceiveAsync(RestRoute route, RestParameters parameters, string apiKey, FaultStream? stream)
    {
        var contexts = Contexts(route, parameters, apiKey, stream);
        var faults = RequestFaults.Strike(venue.Faults, contexts);
        foreach (var (context, actions) in contexts.Zip(faults.Actions))
        {
            streams.Strike(context, actions);
        }

        foreach (var context in contexts)
        {
            await venue.Faults.ReachAsync(FaultStage.RequestReceived, context);
        }

        return faults;
    }

    /// <summary>Carries a call out.</summary>
    /// <returns>The reply, and what keeps the account's events back until it is disposed of after the answer.</returns>
    public async Task<(RestReply Reply, AnswerGate.Ticket? Ticket)> ExecuteAsync(RestRoute route, RestCall call, CancellationToken ct)
    {
        var ticket = route is { Method: "POST", IsPrivate: true } ? venue.Gate(call.ApiKey).Enter() : null;
        try
        {
            var reply = route.Handle(call);
            if (call.CreatedOrderIds.Length > 0)
            {
                foreach (var context in call.Faults.Contexts)
                {
                    await venue.Faults.ReachAsync(FaultStage.OrderAccepted, context);
                }
            }

            ticket?.SetExecuted(call.OrderIds);
            if (call.Faults.First<FaultAction.PushBeforeAnswer>() is not null)
            {
                ticket?.Dispose();
                await privateStreams.FlushAsync(call.ApiKey, ct);
            }

            if (call.Faults.First<FaultAction.Delay>() is { } delay)
            {
                ticket?.Dispose();
                await Task.Delay(delay.By, venue.Clock.Time, ct);
            }

            return (reply, ticket);
        }
        catch
        {
            ticket?.Dispose();
            throw;
        }
    }

    /// <summary>The refusal that a fault wants instead of carrying the call out; nothing when none does.</summary>
    public RestReply? Refusal(RestRoute route, RequestFaults faults) =>
        !route.IsBatch && faults.First<FaultAction.Reject>() is { } reject ? RestReply.Refuse(reject.Code, reject.Text)
        : faults.First<FaultAction.RateLimit>() is not null ? dialect.TooManyRequests
        : null;

    private ImmutableArray<FaultContext> Contexts(RestRoute route, RestParameters parameters, string apiKey, FaultStream? stream)
    {
        var items = route.IsBatch ? parameters.Items(dialect.BatchField) : [parameters];
        return items.Count == 0
            ? [Context(route, parameters, parameters, apiKey, stream)]
            : [.. items.Take(dialect.LargestBatch).Select(item => Context(route, parameters, item, apiKey, stream))];
    }

    private FaultContext Context(RestRoute route, RestParameters whole, RestParameters item, string apiKey, FaultStream? stream) => new()
    {
        Operation = route.Operation,
        Stream = stream,
        Symbol = dialect.SymbolOf(item.Peek("symbol") is { Length: > 0 } symbol ? symbol : whole.Peek("symbol")),
        OrderLinkId = item.Peek(dialect.ClientIdField) is { Length: > 0 } linkId ? linkId : LinkIdOf(apiKey, item.Peek("orderId")),
        ApiKey = apiKey,
        MarketAt = venue.Exchange.MarketTime,
    };

    private string LinkIdOf(string apiKey, string orderId) =>
        orderId.Length == 0 || apiKey.Length == 0 || venue.Exchange.FindAccount(apiKey) is null
            ? string.Empty
            : venue.Exchange.FindOrder(apiKey, orderId, null)?.ClientOrderId ?? string.Empty;

    /// <summary>Writes a reply's envelope.</summary>
    public ReadOnlyMemory<byte> Write(RestReply reply) => WireJson.Write(json => dialect.WriteEnvelope(json, reply));
}
