using ActorBots.Domain.Bots;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// The subscribers of one hub: wakes those whom a price or a candle concerns and remembers whom it woke. Not thread-safe: belongs to one hub.
/// </summary>
internal sealed class HubAudience
{
    private readonly IActorRef _hub;
    private readonly BandIndex _bands = new();
    private readonly Dictionary<IActorRef, CandleInterval> _intervals = [];
    private MarketEvent.PriceChanged? _last;

    public HubAudience(IActorRef hub)
    {
        _hub = hub;
        Settlement = new HubSettlement(hub);
    }

    /// <summary>Who was woken and is not done yet.</summary>
    public HubSettlement Settlement { get; }

    /// <summary>The newest price's number; zero before the first.</summary>
    public long Heard => _last?.Sequence ?? 0;

    /// <summary>Somebody wants candles of an interval; it is told nothing before it is admitted.</summary>
    public void Join(IActorRef subscriber, CandleInterval interval) => _intervals[subscriber] = interval;

    /// <summary>A subscriber gets its candles and from now on every price, until it says which it wants.</summary>
    public void Admit(IActorRef subscriber, IReadOnlyList<Candle> candles, bool isStale)
    {
        _bands.Set(subscriber, QuietBand.Always);
        subscriber.Tell(new Joined(_hub, candles, isStale), _hub);
        TellPrice(subscriber);
    }

    /// <summary>Forgets a subscriber.</summary>
    /// <returns>What it wanted; nothing when it was unknown.</returns>
    public CandleInterval? Leave(IActorRef subscriber)
    {
        _bands.Remove(subscriber);
        Settlement.Forget(subscriber);
        return _intervals.Remove(subscriber, out var interval) ? interval : null;
    }

    /// <summary>Whether somebody wants an interval.</summary>
    public bool Wants(CandleInterval interval) => _intervals.ContainsValue(interval);

    /// <summary>A subscriber says which prices concern it. One that arrived while the band was on its way is told now.</summary>
    public void Set(IActorRef subscriber, QuietBand band)
    {
        if (!_bands.Contains(subscriber))
        {
            return;
        }

        _bands.Set(subscriber, band);
        if (_last is { } last && band.IsOutside(last.Price) && band != QuietBand.Always)
        {
            TellPrice(subscriber);
        }
    }

    /// <summary>A price wakes those whom it concerns.</summary>
    public void Tell(MarketEvent.PriceChanged price)
    {
        _last = price;
        foreach (var subscriber in _bands.Concerned(price.Price))
        {
            TellPrice(subscriber);
        }
    }

    /// <summary>A closed candle wakes all who want its interval, with the price that goes with it.</summary>
    public void Tell(CandleInterval interval, IReadOnlyList<Candle> candles)
    {
        foreach (var subscriber in _bands.Subscribers.Where(s => _intervals[s] == interval))
        {
            TellPrice(subscriber);
            Wake(subscriber, new CandleArrived(candles));
        }
    }

    /// <summary>Everybody must know that the data went stale or came back.</summary>
    public void Tell(FreshnessChanged news)
    {
        foreach (var subscriber in _bands.Subscribers)
        {
            subscriber.Tell(news, _hub);
        }
    }

    private void TellPrice(IActorRef subscriber)
    {
        if (_last is { } last)
        {
            Wake(subscriber, new PriceArrived(last.Price, last.At));
        }
    }

    private void Wake(IActorRef subscriber, object news)
    {
        Settlement.Woke(subscriber);
        subscriber.Tell(news, _hub);
    }
}
