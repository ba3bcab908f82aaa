namespace ActorBots.Simulation.Bybit;

/// <summary>Return codes of the Bybit V5 API that the server itself gives; the exchange's own refusals are mapped by <c>RefusalCodes</c>.</summary>
internal static class BybitCode
{
    public const int Ok = 0;
    public const int Parameters = 10001;
    public const int Timestamp = 10002;
    public const int UnknownKey = 10003;
    public const int BadSignature = 10004;
    public const int TooManyVisits = 10006;
    public const int NotFound = 10017;
    public const int UnknownOperation = 10404;
    public const int RepeatedAuthentication = 20001;
    public const int RepeatedRequestId = 20006;
    public const int OrderNotFound = 110001;
    public const int MarginModeFailed = 3400045;
}
