using System.Collections.Frozen;
using System.Globalization;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;
using static ActorBots.Ports.Venues.VenueErrorCode;
using static ActorBots.Ports.Venues.VenueErrorKind;

namespace ActorBots.Venues.Bybit;

/// <summary>The one table of Bybit's return codes. Source: https://bybit-exchange.github.io/docs/v5/error.</summary>
internal static class BybitErrors
{
    /// <summary>The time of a request was outside the window.</summary>
    public const int BadTimestamp = 10002;

    /// <summary>Too many requests of this key to this endpoint.</summary>
    public const int TooManyVisits = 10006;

    /// <summary>The HTTP status for an address that sent too much.</summary>
    public const int AddressBlocked = 403;

    private static readonly FrozenDictionary<int, Rule> Rules = Table().ToFrozenDictionary();

    /// <summary>Codes that say: it is already so.</summary>
    private static readonly FrozenSet<int> AlreadySo = FrozenSet.ToFrozenSet([0, 34040, 110025, 110026, 110043]);

    /// <summary>The codes that the table knows.</summary>
    public static IEnumerable<int> KnownCodes => Rules.Keys;

    /// <summary>Whether an answer is a success: done, or already as wanted.</summary>
    /// <param name="code">The return code.</param>
    /// <param name="message">The venue's text.</param>
    /// <param name="path">What was called: an amendment that changes nothing is told by its text alone.</param>
    public static bool IsSuccess(int code, string message, string path) =>
        AlreadySo.Contains(code)
        || (code == 10001 && path == BybitPaths.AmendOrder && message.Contains("remains unchanged", StringComparison.OrdinalIgnoreCase));

    /// <summary>The error that a return code stands for.</summary>
    /// <param name="code">Not a success.</param>
    /// <param name="message">The venue's text.</param>
    /// <param name="effect">What the call would have done.</param>
    /// <param name="retryAfter">Pause that the venue asked for.</param>
    public static VenueError FromCode(int code, string message, CallEffect effect, TimeSpan? retryAfter = null)
    {
        var rule = code == 10001 ? ParameterError(message) : Rules.GetValueOrDefault(code) ?? UnknownCode(code);
        var kind = effect == CallEffect.Order ? rule.OrderKind ?? rule.Kind : rule.Kind;
        return new VenueError(kind, rule.Code, code.ToString(CultureInfo.InvariantCulture), message, retryAfter);
    }

    /// <summary>The error that an HTTP status other than 200 stands for; 403 means that this address sent too much.</summary>
    public static VenueError FromStatus(int status, CallEffect effect, TimeSpan? retryAfter = null) => status == AddressBlocked
        ? RestErrors.OfStatus(status, Retryable, RateLimited, retryAfter)
        : RestErrors.FromStatus(status, effect);

    private static Rule ParameterError(string message)
    {
        bool Says(string text) => message.Contains(text, StringComparison.OrdinalIgnoreCase);
        return Says("position idx not match") || Says("position_mode invalid") ? new Rule(Final, PositionModeMismatch)
            : Says("exceeds minimum limit") || Says("exceeds maximum limit") ? new Rule(Final, OutsideFilters)
            : Says("not supported symbols") ? new Rule(Final, NotTrading)
            : new Rule(Final, Other);
    }

    /// <summary>
    /// A code of the families in which the venue refuses is a refusal even if we do not know it; any other may come from a gateway on
    /// the way, so that the outcome of an order is open.
    /// </summary>
    private static Rule UnknownCode(int code) =>
        code is (>= 10000 and <= 10999) or (>= 30000 and <= 39999) or (>= 110000 and <= 119999) or (>= 3400000 and <= 3499999)
            ? new Rule(Final, Other)
            : new Rule(Final, Other, Ambiguous);

    private static Dictionary<int, Rule> Table()
    {
        var table = new Dictionary<int, Rule>();
        void Add(VenueErrorKind kind, VenueErrorCode code, VenueErrorKind? order, params int[] codes)
        {
            foreach (var each in codes)
            {
                table.Add(each, new Rule(kind, code, order));
            }
        }

        Add(Retryable, NoAnswer, Ambiguous, -1, 10000, 10016, 170001, 170007, 170032, 500000);
        Add(Retryable, RateLimited, Ambiguous, 429, 10429, 170005);
        Add(Retryable, ClockSkew, null, BadTimestamp);
        Add(Retryable, RateLimited, null, TooManyVisits, 10018, 10403, 20003);
        Add(Retryable, NoAnswer, null, 10019);
        Add(Final, Unauthorized, null, 10003, 10004, 10005, 10007, 10008, 10009, 10010, 33004, -2015);
        Add(Final, Unauthorized, null, 10024, 10027, 10028, 10029, 100028, 110123, 110125, 110132);
        Add(Final, Other, null, 10017, 10404, 110018, 110019, 110034, 3400045);
        Add(Final, Other, Ambiguous, 10014, 20006, 40004);
        Add(Ambiguous, DuplicateClientOrderId, null, 110072);
        Add(Final, OrderNotFound, null, 110001, 110008, 110010);
        Add(Final, InsufficientMargin, null, 110004, 110006, 110007, 110011, 110012, 110014, 110040, 110044, 110045, 110046);
        Add(Final, InsufficientMargin, null, 110051, 110052, 110053);
        Add(Final, OutsideFilters, null, 30208, 30209, 110003, 110013, 110021, 110022, 110064, 110085, 110086, 110089, 110090);
        Add(Final, OutsideFilters, null, 110094, 110108, 110109, 110120, 110121, 3400139);
        Add(Final, TooManyOrders, null, 110009, 110020, 110061);
        Add(Final, NothingToReduce, null, 110017);
        Add(Final, TriggerThroughPrice, null, 110092, 110093);
        Add(Final, PositionModeMismatch, null, 110024, 110028, 110029);
        Add(Final, NotTrading, null, 30228, 110023, 110042, 110074);
        Add(Retryable, NotTrading, null, 110005, 110063, 110066, 110118);
        Add(Retryable, Other, null, 110079);
        Add(Final, Other, null, 110057, 110058, 110059, 110060);
        return table;
    }

    private sealed record Rule(VenueErrorKind Kind, VenueErrorCode Code, VenueErrorKind? OrderKind = null);
}
