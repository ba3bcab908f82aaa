using ActorBots.Actors.Budgets;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Positions;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using Akka.Actor;
using static ActorBots.Actors.Positions.PositionProtocol;

namespace ActorBots.Actors.Bots;

/// <summary>A bot's four children: market data, ATR, positions, budget. A new configuration gets new ones.</summary>
internal sealed class BotChildren
{
    private readonly IActorRef _marketData;
    private readonly IActorRef _atr;
    private readonly IActorRef _positions;
    private readonly IActorRef _budget;
    private QuietBand? _band;

    public BotChildren(IActorContext context, int generation, BotConfig config, Instrument instrument, string venue, IActorRef venueGateways)
    {
        Generation = generation;
        _atr = context.ActorOf(AtrActor.Create(config.Atr), $"atr-{generation}");
        _positions = context.ActorOf(PositionActor.Create(instrument), $"positions-{generation}");
        _budget = context.ActorOf(BudgetActor.Create(), $"budget-{generation}");
        _marketData = context.ActorOf(
            MarketDataActor.Create(config.Trading.Symbol, config.Trading.Timeframe, venue, venueGateways, _atr), $"market-data-{generation}");
    }

    /// <summary>The running number of this set of children.</summary>
    public int Generation { get; }

    /// <summary>Whether a message comes from one of these children, not from ones that were replaced.</summary>
    public bool Own(IActorRef sender) =>
        sender.Equals(_marketData) || sender.Equals(_atr) || sender.Equals(_positions) || sender.Equals(_budget);

    public void Tell(long sequence, BotState state)
    {
        var changed = new StateChanged(sequence, state);
        _positions.Tell(changed);
        _budget.Tell(changed);
    }

    public void Tell(PriceView price) => _positions.Tell(new PriceSeen(price.Number, price.Price));

    /// <summary>Tells the hub which prices concern the bot; only when that changed.</summary>
    public void Tell(QuietBand band)
    {
        if (_band != band)
        {
            _band = band;
            _marketData.Tell(new MarketDataProtocol.SetBand(band));
        }
    }

    /// <summary>The hub gave the bot a fresh subscription, which wakes it by every price.</summary>
    public void ForgetBand() => _band = null;

    public void Stop(IActorContext context)
    {
        context.Stop(_marketData);
        context.Stop(_atr);
        context.Stop(_positions);
        context.Stop(_budget);
    }
}
