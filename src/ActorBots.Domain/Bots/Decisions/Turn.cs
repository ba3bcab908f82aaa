using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>One decision in the making: the state moves on with each event, so that later rules see what earlier ones decided.</summary>
internal sealed class Turn
{
    private readonly List<BotEvent> _events = [];
    private readonly List<ClientOrderId> _resend = [];
    private readonly List<ClientOrderId> _repeat = [];
    private bool _needsReconciliation;
    private Denial? _denial;

    public Turn(BotState state, DecisionContext context)
    {
        State = state;
        Context = context;
    }

    /// <summary>The state with all events so far.</summary>
    public BotState State { get; private set; }

    /// <summary>What the bot sees.</summary>
    public DecisionContext Context { get; }

    /// <summary>The instant of the decision.</summary>
    public DateTimeOffset Now => Context.Now;

    /// <summary>Whether anything was decided yet.</summary>
    public bool HasEvents => _events.Count > 0;

    public void Emit(BotEvent happened)
    {
        State = BotEvolution.Evolve(State, happened);
        _events.Add(happened);
    }

    public void Resend(ClientOrderId order) => _resend.Add(order);

    /// <summary>Asks for the cancel or the move of a live order once more.</summary>
    public void Repeat(ClientOrderId order)
    {
        if (!_repeat.Contains(order))
        {
            _repeat.Add(order);
        }
    }

    public void AskVenue() => _needsReconciliation = true;

    public void Deny(Denial denial) => _denial ??= denial;

    public Decision End() => new([.. _events], State, [.. _resend], _needsReconciliation, _denial)
    {
        Repeat = [.. _repeat.Where(State.Orders.ContainsKey)],
    };
}
