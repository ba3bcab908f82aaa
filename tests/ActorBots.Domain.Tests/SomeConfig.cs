using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Testing;

namespace ActorBots.Domain.Tests;

/// <summary>The configuration of the worked example: 2 000 allocated at leverage 10, everything else by default.</summary>
internal static class SomeConfig
{
    internal static BotConfig Bot() => new()
    {
        Trading = new TradingConfig { Symbol = Some.InstrumentId, Leverage = 10m },
        Budget = new BudgetConfig { AllocatedAmount = new Money(2000m) },
    };
}
