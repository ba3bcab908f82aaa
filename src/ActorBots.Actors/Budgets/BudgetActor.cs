using ActorBots.Domain.Budgets;
using Akka.Actor;
using static ActorBots.Actors.Positions.PositionProtocol;

namespace ActorBots.Actors.Budgets;

/// <summary>Keeps a bot's budget: reserved, used and free margin. Tells the bot whenever it changes.</summary>
internal sealed class BudgetActor : ReceiveActor
{
    public BudgetActor() => Receive<StateChanged>(m => Context.Parent.Tell(Budget.Of(m.Sequence, m.State)));

    public static Props Create() => Props.Create(() => new BudgetActor());

    protected override void PreStart() => Context.Parent.Tell(ChildReady.Instance);
}
