using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>Makes an account ready for one bot: position mode, leverage, the instrument's rules. Tells the bot and ends.</summary>
internal sealed class AttachActor : ReceiveActor
{
    private readonly OrderEffort _effort;
    private readonly AccountCommand.Attach _attach;
    private readonly InstrumentDirectory _instruments;

    public AttachActor(OrderEffort effort, AccountCommand.Attach attach, InstrumentDirectory instruments)
    {
        _effort = effort;
        _attach = attach;
        _instruments = instruments;
        Receive<AccountNews>(news =>
        {
            if (news is AccountNews.Attached attached)
            {
                Context.Parent.Tell(new InstrumentKnown(attached.Instrument));
            }

            _effort.Bots.Tell(news);
            Context.Stop(Self);
        });
    }

    public static Props Create(OrderEffort effort, AccountCommand.Attach attach, InstrumentDirectory instruments) =>
        Props.Create(() => new AttachActor(effort, attach, instruments));

    protected override void PreStart()
    {
        var timeout = new CancellationTokenSource(_effort.Settings.RequestTimeout);
        PrepareAsync(timeout.Token).PipeTo(
            Self, failure: e => new AccountNews.NotAttached(_attach.BotId, "VENUE_NO_ANSWER", e.Message, IsFinal: false));
    }

    private async Task<AccountNews> PrepareAsync(CancellationToken cancellationToken)
    {
        var found = await _instruments.FindAsync(_attach.Instrument, cancellationToken).ConfigureAwait(false);
        if (!found.IsSuccess)
        {
            return Refused(found.Error);
        }

        if (found.Value is not { } instrument)
        {
            return new AccountNews.NotAttached(_attach.BotId, "INSTRUMENT_UNKNOWN", $"{_instruments.Venue} has no {_attach.Instrument}", IsFinal: true);
        }

        if (_attach.Leverage > instrument.MaxLeverage)
        {
            return new AccountNews.NotAttached(
                _attach.BotId, "LEVERAGE_LIMIT", $"leverage {_attach.Leverage} is above the venue's {instrument.MaxLeverage} for {instrument.Id}", IsFinal: true);
        }

        var prepared = await _effort.Client.PrepareAsync(_attach.Instrument, _attach.Leverage, cancellationToken).ConfigureAwait(false);
        return prepared.IsSuccess ? new AccountNews.Attached(_attach.BotId, instrument) : Refused(prepared.Error);
    }

    private AccountNews.NotAttached Refused(VenueError error) =>
        new(_attach.BotId, BotRouter.CodeOf(error), error.Message, IsFinal: error.Kind == VenueErrorKind.Final);
}
