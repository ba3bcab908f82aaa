using System.Globalization;

namespace ActorBots.Host.Notifications;

/// <summary>
/// Counts webhooks by the ids that bots give them, <c>&lt;bot id&gt;-n&lt;number&gt;</c>. The first number that comes from a bot is where its count
/// starts: a receiver may be younger than its bots.
/// </summary>
internal sealed class WebhookTally
{
    private const int MaxMissingPerBot = 1000;
    private const string NumberMark = "-n";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _bots = new(StringComparer.Ordinal);
    private long _received;
    private long _duplicates;
    private long _outOfOrder;
    private long _refused;

    /// <summary>The figures now.</summary>
    public WebhookFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new WebhookFigures
                {
                    Received = _received,
                    Duplicates = _duplicates,
                    OutOfOrder = _outOfOrder,
                    Missing = _bots.Values.Sum(static s => (long)s.Missing.Count),
                    Refused = _refused,
                };
            }
        }
    }

    /// <summary>Books a webhook that was refused.</summary>
    public void Refuse()
    {
        lock (_gate)
            _refused++;
    }

    /// <summary>Books a webhook with a good signature.</summary>
    /// <returns>False when the id has another shape; then nothing is booked.</returns>
    public bool TryAccept(string id)
    {
        var mark = id.LastIndexOf(NumberMark, StringComparison.Ordinal);
        if (mark <= 0
            || !long.TryParse(id.AsSpan(mark + NumberMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        lock (_gate)
            Accept(id[..mark], number);
        return true;
    }

    private void Accept(string botId, long number)
    {
        if (!_bots.TryGetValue(botId, out var series))
        {
            _bots.Add(botId, new Series { Highest = number });
            _received++;
        }
        else if (number > series.Highest)
        {
            for (var missing = series.Highest + 1; missing < number && series.Missing.Count < MaxMissingPerBot; missing++)
                series.Missing.Add(missing);
            series.Highest = number;
            _received++;
        }
        else if (series.Missing.Remove(number))
        {
            _outOfOrder++;
            _received++;
        }
        else
        {
            _duplicates++;
        }
    }

    private sealed class Series
    {
        public long Highest { get; set; }

        public HashSet<long> Missing { get; } = [];
    }
}
