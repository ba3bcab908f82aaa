using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>Asks the venue for the account's balance once, tells the gateway, and ends.</summary>
internal sealed class BalanceActor : ReceiveActor
{
    private readonly OrderEffort _effort;
    private readonly AccountCommand.RequestBudget? _request;

    public BalanceActor(OrderEffort effort, AccountCommand.RequestBudget? request)
    {
        _effort = effort;
        _request = request;
        Receive<VenueResult<AccountBalance>>(result =>
        {
            Context.Parent.Tell(new BalanceTold(_request, result));
            Context.Stop(Self);
        });
    }

    /// <param name="effort">The account's client.</param>
    /// <param name="request">The budget that waits for the balance; absent when all granted budgets are looked at again.</param>
    public static Props Create(OrderEffort effort, AccountCommand.RequestBudget? request) => Props.Create(() => new BalanceActor(effort, request));

    protected override void PreStart()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        _effort.Client.GetBalanceAsync(timeout.Token)
            .PipeTo(Self, failure: e => VenueResult<AccountBalance>.Failure(OrderEffort.Broken(e)));
    }
}
