using System.Diagnostics;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Protocol.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>The backend's commands as inputs of the rules.</summary>
internal static class BotInbox
{
    /// <summary>What a command wants done in the next reading of the account; none for most.</summary>
    public static AccountWish WishOf(BotCommand command) => command switch
    {
        BotCommand.AdoptPosition => AccountWish.AdoptPosition,
        BotCommand.CancelForeignOrders => AccountWish.CancelForeignOrders,
        _ => AccountWish.None,
    };

    /// <summary>The input of a command that needs no document.</summary>
    public static BotInput InputOf(BotCommand command) => command switch
    {
        BotCommand.PauseBot => new BotInput.Pause(),
        BotCommand.ResumeBot => new BotInput.Resume(),
        BotCommand.StopBot m => new BotInput.Stop(m.Mode),
        BotCommand.ClosePosition { PositionId: null } => new BotInput.Close(null),
        BotCommand.ClosePosition m => new BotInput.Close(BookIds.NumberOf(m.BotId, m.PositionId!) ?? -1),
        _ => throw new UnreachableException($"{command.GetType().Name} is no input by itself"),
    };
}
