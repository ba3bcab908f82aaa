using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Judges the silence of instruments on one stream. A quiet instrument is not a dead one: at half the limit it is probed, and only what
/// does not answer a probe either is stale. Times are the loop's attentive time, in which waiting for the consumer does not count.
/// Used from the stream's loop.
/// </summary>
/// <param name="staleAfter">The limit.</param>
internal sealed class SilenceWatch(TimeSpan staleAfter)
{
    private const int ProbesBeforeReconnect = 3;
    private const int MaxDoublings = 5;

    private readonly Dictionary<InstrumentId, Ear> _ears = [];
    private TimeSpan _lastOfAll;

    /// <summary>A connection opened: everything starts over, except how often an instrument made us reconnect in vain.</summary>
    public void Restart(TimeSpan now)
    {
        _lastOfAll = now;
        foreach (var ear in _ears.Values)
        {
            ear.Restart(now);
        }
    }

    /// <summary>Watches exactly these instruments.</summary>
    public void Watch(IReadOnlySet<InstrumentId> instruments, TimeSpan now, DateTimeOffset at)
    {
        foreach (var gone in _ears.Keys.Where(i => !instruments.Contains(i)).ToArray())
        {
            _ears.Remove(gone);
        }

        foreach (var instrument in instruments)
        {
            _ears.TryAdd(instrument, new Ear(instrument, now, at));
        }
    }

    /// <summary>Application data of an instrument came.</summary>
    public void Heard(InstrumentId instrument, TimeSpan now, DateTimeOffset at)
    {
        _lastOfAll = now;
        if (_ears.TryGetValue(instrument, out var ear))
        {
            ear.Heard(now, at);
        }
    }

    /// <summary>Whether no data of any kind came for the limit, although something is watched.</summary>
    public bool IsDead(TimeSpan now) => _ears.Count > 0 && now - _lastOfAll >= staleAfter;

    /// <summary>Instruments that became stale just now, with the instant of their last message.</summary>
    public IReadOnlyList<(InstrumentId Instrument, DateTimeOffset Since)> BecameStale(TimeSpan now) =>
        [.. _ears.Values.Where(e => e.BecomesStale(now, staleAfter)).Select(e => (e.Instrument, e.LastAt))];

    /// <summary>Instruments to probe now: at half the limit, then once per limit.</summary>
    public IReadOnlyList<InstrumentId> DueForProbe(TimeSpan now) => [.. _ears.Values.Where(e => e.BecomesProbed(now, staleAfter)).Select(e => e.Instrument)];

    /// <summary>
    /// An instrument that stayed silent through several probes while others live, so that only a new connection can help; each time
    /// in vain doubles the patience.
    /// </summary>
    public InstrumentId? NeedsReconnect(TimeSpan now, Func<InstrumentId, bool> isHopeless)
    {
        var ear = _ears.Values.FirstOrDefault(e => e.IsBeyondProbes(now, staleAfter) && !isHopeless(e.Instrument));
        ear?.CountReconnect();
        return ear?.Instrument;
    }

    private sealed class Ear(InstrumentId instrument, TimeSpan last, DateTimeOffset lastAt)
    {
        private TimeSpan _last = last;
        private int _probes;
        private int _reconnects;
        private bool _staleTold;

        public InstrumentId Instrument { get; } = instrument;

        public DateTimeOffset LastAt { get; private set; } = lastAt;

        public void Restart(TimeSpan now)
        {
            _last = now;
            _probes = 0;
            _staleTold = false;
        }

        public void Heard(TimeSpan now, DateTimeOffset at)
        {
            Restart(now);
            _reconnects = 0;
            LastAt = at;
        }

        public bool BecomesStale(TimeSpan now, TimeSpan limit)
        {
            var becomes = !_staleTold && now - _last >= limit;
            _staleTold |= becomes;
            return becomes;
        }

        public bool BecomesProbed(TimeSpan now, TimeSpan limit)
        {
            var due = now - _last >= (limit / 2) + (limit * _probes);
            _probes += due ? 1 : 0;
            return due;
        }

        public bool IsBeyondProbes(TimeSpan now, TimeSpan limit) =>
            now - _last >= limit * (ProbesBeforeReconnect << Math.Min(_reconnects, MaxDoublings));

        public void CountReconnect() => _reconnects++;
    }
}
