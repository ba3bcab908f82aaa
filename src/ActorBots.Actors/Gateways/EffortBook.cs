using ActorBots.Domain.Orders;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// The efforts under way for an account's orders: one of a kind per order. A wish that comes while the same effort is under way waits for its
/// end, the newest one only, so that neither a second sending of an order nor the next move of a stop is lost.
/// </summary>
internal sealed class EffortBook
{
    private readonly IActorContext _context;
    private readonly Dictionary<string, Props> _next = new(StringComparer.Ordinal);

    public EffortBook(IActorContext context) => _context = context;

    /// <summary>Begins an effort now, or after the one of the same name.</summary>
    public void Begin(string name, Props props)
    {
        if (_context.Child(name).IsNobody())
        {
            _context.Watch(_context.ActorOf(props, name));
        }
        else
        {
            _next[name] = props;
        }
    }

    /// <summary>Begins the effort of a kind for an order.</summary>
    public void Begin(string kind, ClientOrderId order, Props props) => Begin(NameOf(kind, order), props);

    /// <summary>Begins an effort unless the same is under way, which then serves both.</summary>
    public void Join(string kind, ClientOrderId order, Props props)
    {
        if (_context.Child(NameOf(kind, order)).IsNobody())
        {
            Begin(kind, order, props);
        }
    }

    /// <summary>An effort has ended: the wish that waited for that begins.</summary>
    public void Ended(Terminated ended)
    {
        if (_next.Remove(ended.ActorRef.Path.Name, out var props))
        {
            Begin(ended.ActorRef.Path.Name, props);
        }
    }

    /// <summary>Whether an effort is under way or waits, other than the one that asks.</summary>
    public bool Has(string kind, ClientOrderId order, IActorRef asker)
    {
        var name = NameOf(kind, order);
        var child = _context.Child(name);
        return _next.ContainsKey(name) || (!child.IsNobody() && !child.Equals(asker));
    }

    private static string NameOf(string kind, ClientOrderId order) => $"{kind}-{order.Value}";
}
