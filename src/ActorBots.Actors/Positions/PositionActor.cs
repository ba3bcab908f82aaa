using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;
using Akka.Actor;
using static ActorBots.Actors.Positions.PositionProtocol;

namespace ActorBots.Actors.Positions;

/// <summary>Watches a bot's open positions along the price: target, stop, trailing, unrealized PnL. Tells the bot what is due.</summary>
internal sealed class PositionActor : ReceiveActor
{
    private readonly Instrument _instrument;
    private PositionWatch _watch = PositionWatch.Empty;

    public PositionActor(Instrument instrument)
    {
        _instrument = instrument;
        Receive<StateChanged>(m => Take(_watch.With(m.Sequence, m.State)));
        Receive<PriceSeen>(m => Take(_watch.At(m.Number, m.Price)));
    }

    public static Props Create(Instrument instrument) => Props.Create(() => new PositionActor(instrument));

    protected override void PreStart() => Context.Parent.Tell(ChildReady.Instance);

    private void Take(PositionWatch watch)
    {
        _watch = watch;
        if (watch.View(_instrument) is { } view)
        {
            Context.Parent.Tell(view);
        }
    }
}
