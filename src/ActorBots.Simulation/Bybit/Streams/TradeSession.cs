using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Bybit.Security;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Misbehaviour;
using ActorBots.Simulation.Wire.RateLimits;
using ActorBots.Simulation.Wire.Rest;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>Answers one client of the trade stream: order entry with the endpoints, limits and faults of the REST calls.</summary>
internal sealed class TradeSession(StreamConnection connection, BybitVenue venue, CallExecutor executor, IReadOnlyDictionary<string, RestRoute> operations)
{
    private const int LongestRequestId = 36;

    private readonly RequestCheck _check = new(venue);
    private readonly HashSet<string> _requestIds = new(StringComparer.Ordinal);
    private long _traces;

    /// <summary>The operations of this stream, by name, from the REST endpoints.</summary>
    public static IReadOnlyDictionary<string, RestRoute> Operations(IEnumerable<RestRoute> routes) => routes
        .Where(r => r.Method == "POST" && r.Path.StartsWith("/v5/order/", StringComparison.Ordinal) && r.Operation != TradeOperations.CancelEverything)
        .ToDictionary(r => r.Path[4..].Replace('/', '.'), StringComparer.Ordinal);

    /// <summary>Handles a frame.</summary>
    public async Task ReceiveAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        var request = StreamRequest.Parse(frame) ?? new StreamRequest();
        switch (request.Op)
        {
            case "ping":
                connection.Answer(StreamFrames.TradePong(connection.Id, venue.Clock.NowMs));
                break;
            case "auth":
                Authenticate(request);
                break;
            case var op when operations.TryGetValue(op, out var route):
                await EnterAsync(request, route, ct);
                break;
            default:
                Answer(request, RestReply.Refuse(BybitCode.UnknownOperation, "op type is not found"), null);
                break;
        }
    }

    private void Authenticate(StreamRequest request)
    {
        if (connection.ApiKey.Length > 0)
        {
            AnswerAuthentication(request, RestReply.Refuse(BybitCode.RepeatedAuthentication, "Repeat auth"));
            return;
        }

        var problem = StreamAuthentication.Problem(request, venue, out var apiKey);
        if (problem is null)
        {
            connection.ApiKey = apiKey;
        }

        AnswerAuthentication(request, problem ?? RestReply.Done);
    }

    private async Task EnterAsync(StreamRequest request, RestRoute route, CancellationToken ct)
    {
        if (request.Arguments is not [{ ValueKind: JsonValueKind.Object } argument] || request.RequestId.Length > LongestRequestId)
        {
            connection.Answer(WireJson.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("op", request.Op);
                json.WriteBoolean("success", false);
                json.WriteString("conn_id", connection.Id);
                json.WriteString("ret_msg", "Params Error");
                json.WriteEndObject();
            }));
            return;
        }

        try
        {
            await EnterAsync(request, route, RestParameters.FromJson(argument, BybitDialect.ParameterWords), ct);
        }
        catch (FaultHookException)
        {
            connection.Cut();
        }
    }

    private async Task EnterAsync(StreamRequest request, RestRoute route, RestParameters parameters, CancellationToken ct)
    {
        var faults = await executor.ReceiveAsync(route, parameters, connection.ApiKey, FaultStream.Trade);
        if (faults.First<FaultAction.DropRequest>() is not null)
        {
            connection.Cut();
            return;
        }

        RateVerdict? verdict = null;
        var refusal = EntryRefusal(request) ?? TakeLimit(route, faults, out verdict) ?? executor.Refusal(route, faults);
        if (refusal is not null)
        {
            Answer(request, refusal, verdict);
            return;
        }

        if (faults.First<FaultAction.ServerError>() is { Executed: false })
        {
            connection.Cut();
            return;
        }

        await ExecuteAsync(request, route, new RestCall { Parameters = parameters, ApiKey = connection.ApiKey, Faults = faults }, verdict, ct);
    }

    private async Task ExecuteAsync(StreamRequest request, RestRoute route, RestCall call, RateVerdict? verdict, CancellationToken ct)
    {
        var faults = call.Faults;
        AnswerGate.Ticket? ticket = null;
        try
        {
            (var reply, ticket) = await executor.ExecuteAsync(route, call, ct);
            if (faults.First<FaultAction.DropAnswer>() is not null || faults.First<FaultAction.ServerError>() is not null)
            {
                connection.Cut();
                return;
            }

            Answer(request, reply, verdict);
        }
        finally
        {
            ticket?.Dispose();
        }

        foreach (var context in faults.Contexts)
        {
            await venue.Faults.ReachAsync(FaultStage.Answered, context);
        }
    }

    private RestReply? EntryRefusal(StreamRequest request) =>
        connection.ApiKey.Length == 0 ? RestReply.Refuse(10005, "Permission denied for current apikey")
        : request.RequestId.Length > 0 && !_requestIds.Add(request.RequestId)
            ? RestReply.Refuse(BybitCode.RepeatedRequestId, "The reqId is repeated")
        : _check.TimeRefusal(Header(request, "X-BAPI-TIMESTAMP"), Header(request, "X-BAPI-RECV-WINDOW"));

    private RestReply? TakeLimit(RestRoute route, RequestFaults faults, out RateVerdict? verdict)
    {
        var count = route.IsBatch ? faults.Contexts.Length : 1;
        var taken = venue.RateLimits.Take(connection.ApiKey, route.Path, route.PerSecond!.Value, count, venue.Clock.NowMs);
        verdict = taken;
        return taken.Allowed ? null : RestReply.Refuse(BybitCode.TooManyVisits, "Too many visits!");
    }

    private static string Header(StreamRequest request, string name) =>
        request.Header is not { } header || !header.TryGetProperty(name, out var value) ? string.Empty
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.GetRawText();

    private void AnswerAuthentication(StreamRequest request, RestReply reply) => connection.Answer(WireJson.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, request, reply);
        json.WriteString("connId", connection.Id);
        json.WriteEndObject();
    }));

    private void Answer(StreamRequest request, RestReply reply, RateVerdict? verdict) => connection.Answer(WireJson.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, request, reply);
        json.WriteStartObject("data");
        reply.Result?.Invoke(json);
        json.WriteEndObject();
        json.WriteStartObject("retExtInfo");
        reply.Extra?.Invoke(json);
        json.WriteEndObject();
        WriteLimit(json, verdict);
        json.WriteString("connId", connection.Id);
        json.WriteEndObject();
    }));

    private static void WriteHead(Utf8JsonWriter json, StreamRequest request, RestReply reply)
    {
        if (request.RequestId.Length > 0)
        {
            json.WriteString("reqId", request.RequestId);
        }

        json.WriteNumber("retCode", reply.Code);
        json.WriteString("retMsg", reply.Text());
        json.WriteString("op", request.Op);
    }

    private void WriteLimit(Utf8JsonWriter json, RateVerdict? verdict)
    {
        json.WriteStartObject("header");
        if (verdict is { } limit)
        {
            json.WriteString("X-Bapi-Limit", limit.Limit.ToString(CultureInfo.InvariantCulture));
            json.WriteString("X-Bapi-Limit-Status", limit.Remaining.ToString(CultureInfo.InvariantCulture));
            json.WriteString("X-Bapi-Limit-Reset-Timestamp", limit.ResetMs.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteString("Traceid", (++_traces).ToString("x32", CultureInfo.InvariantCulture));
        json.WriteString("Timenow", venue.Clock.NowMs.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
