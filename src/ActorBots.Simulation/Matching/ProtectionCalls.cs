using System.Collections.Immutable;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>
/// Take profits and stop losses of stated quantities under ids of their own. Open ones are among the open orders, ended ones among the closed
/// orders (<see cref="OrderQuery.IsProtection"/>); they are cancelled like any order. Thread-safe.
/// </summary>
public sealed class ProtectionCalls
{
    private readonly SerialAccess _access;
    private readonly ProtectionDesk _desk;
    private readonly Func<string, string, VenueOrder?> _stored;

    internal ProtectionCalls(SerialAccess access, ProtectionDesk desk, Func<string, string, VenueOrder?> stored)
    {
        _access = access;
        _desk = desk;
        _stored = stored;
    }

    /// <summary>Adds take profits and stop losses to positions: all, or none when one is refused. The value has one order per ticket.</summary>
    /// <exception cref="ArgumentException">A ticket's kind is not one of the two allowed.</exception>
    public Outcome<ImmutableArray<VenueOrder>> Place(string account, params ImmutableArray<ProtectionTicket> tickets) =>
        _access.ForAccount(account, a => _desk.Place(a, tickets));

    /// <summary>Changes a waiting take profit or stop loss.</summary>
    public Outcome<VenueOrder> Amend(string account, string orderId, ProtectionAmendment amendment) =>
        _access.ForAccount(account, a => _desk.Amend(a, orderId, amendment, () => _stored(account, orderId)));

    /// <summary>Ends a waiting one as <see cref="VenueOrderStatus.Rejected"/>, as when the venue fails to fire it: a test's hook.</summary>
    public Outcome<VenueOrder> Fail(string account, string orderId) =>
        _access.ForAccount(account, a => _desk.Fail(a, orderId, () => _stored(account, orderId)));
}
