using System.Collections.Frozen;
using System.Globalization;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;
using static ActorBots.Ports.Venues.VenueErrorCode;
using static ActorBots.Ports.Venues.VenueErrorKind;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// The one table of Bitunix's codes. Texts are not looked at: the live ones differ from the documented ones and follow the language.
/// Source: https://www.bitunix.com/api-docs/futures/ErrorCode/error_code.html.
/// </summary>
internal static class BitunixErrors
{
    /// <summary>Success.</summary>
    public const int Success = 0;

    /// <summary>The signature is wrong, or the time of the request is.</summary>
    public const int BadSignature = 10007;

    /// <summary>Too many requests.</summary>
    public const int TooManyRequests = 10005;

    /// <summary>Requests too close together.</summary>
    public const int TooFrequent = 10006;

    /// <summary>The venue knows no such order, or not yet.</summary>
    public const int OrderNotFound = 20007;

    /// <summary>The venue knows no such position: its id is of one that ended.</summary>
    public const int PositionNotFound = 30004;

    private static readonly FrozenDictionary<int, Rule> Rules = Table().ToFrozenDictionary();

    /// <summary>
    /// Refusals that an order gets when the account is in another position mode than the client believes. Which of them the venue uses is
    /// not documented; all of them leave no trace.
    /// </summary>
    private static readonly FrozenSet<string> ModeSuspects = FrozenSet.ToFrozenSet(["10002", "10008", "20009", "200014", "30004", "30018", "30019"]);

    /// <summary>The codes that the table knows.</summary>
    public static IEnumerable<int> KnownCodes => Rules.Keys;

    /// <summary>Whether a refusal of an order may come from another position mode than the client believes.</summary>
    public static bool MayBeModeMismatch(VenueError error) => error.Kind == Final && ModeSuspects.Contains(error.VenueCode);

    /// <summary>The error that a code stands for.</summary>
    /// <param name="code">Not a success.</param>
    /// <param name="message">The venue's text.</param>
    /// <param name="effect">What the call would have done.</param>
    /// <param name="clockSuspected">Whether the reading of the venue's clock may be what was wrong with a signature.</param>
    /// <param name="retryAfter">Pause that the venue asked for.</param>
    public static VenueError FromCode(int code, string message, CallEffect effect, bool clockSuspected = false, TimeSpan? retryAfter = null)
    {
        var rule = code == BadSignature && clockSuspected ? new Rule(Retryable, ClockSkew) : Rules.GetValueOrDefault(code) ?? UnknownCode(code);
        var kind = effect == CallEffect.Order ? rule.OrderKind ?? rule.Kind : rule.Kind;
        return new VenueError(kind, rule.Code, code.ToString(CultureInfo.InvariantCulture), message, retryAfter);
    }

    /// <summary>The error that an HTTP status other than 200 stands for; 403 means that the key or the address is not allowed.</summary>
    public static VenueError FromStatus(int status, CallEffect effect, TimeSpan? retryAfter = null) => status switch
    {
        403 => RestErrors.OfStatus(status, Final, Unauthorized),
        429 => RestErrors.OfStatus(status, Retryable, RateLimited, retryAfter),
        _ => RestErrors.FromStatus(status, effect, retryAfter),
    };

    /// <summary>
    /// A code of the families in which the venue refuses is a refusal even if we do not know it; any other may come from a gateway on
    /// the way, so that the outcome of an order is open.
    /// </summary>
    private static Rule UnknownCode(int code) =>
        code is (>= 10000 and <= 10999) or (>= 20000 and <= 20999) or (>= 30000 and <= 39999) or (>= 40000 and <= 49999) or (>= 200000 and <= 200999)
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

        Add(Retryable, NoAnswer, Ambiguous, 1, 2, 10001);
        Add(Retryable, RateLimited, null, TooManyRequests, TooFrequent);
        Add(Final, Unauthorized, null, 403, 10003, 10004, BadSignature, 20011, 20013, 20014, 30040);
        Add(Ambiguous, DuplicateClientOrderId, null, 30042);

        // 30011 and, inside lists of failures, 10013: the order's status does not allow it, because it has ended.
        Add(Final, VenueErrorCode.OrderNotFound, null, OrderNotFound, 30011, 10013);
        Add(Final, InsufficientMargin, null, 10012, 20003, 20008);
        Add(Final, NothingToReduce, null, PositionNotFound, 30018, 30019);
        Add(Final, TriggerThroughPrice, null, 30005, 30020, 30021, 30022, 30023, 30026, 30027, 30028, 30029, 30030, 30031, 30032, 30033, 30034);
        Add(Final, OutsideFilters, null, 20002, 20005, 30007, 30008, 30009, 30010, 30013, 30014, 30015, 30016, 30017, 30024, 30025, 30038, 30039);
        Add(Final, PositionModeMismatch, null, 20009, 200014);
        Add(Final, NotTrading, null, 20001, 20012, 20015);
        Add(Final, Other, null, 404, 10002, 10008, 20004, 20006, 20010, 20016, 30001, 30002, 30003, 30006, 30012, 30035, 30036, 30037, 30041);
        return table;
    }

    private sealed record Rule(VenueErrorKind Kind, VenueErrorCode Code, VenueErrorKind? OrderKind = null);
}
