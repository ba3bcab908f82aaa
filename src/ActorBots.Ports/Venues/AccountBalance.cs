using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Venues;

/// <summary>The account's money in USDT.</summary>
/// <param name="WalletBalance">Deposits plus everything realized.</param>
/// <param name="Equity">Wallet balance plus unrealized PnL.</param>
/// <param name="Available">What can be used as margin for new orders.</param>
public sealed record AccountBalance(Money WalletBalance, Money Equity, Money Available);
