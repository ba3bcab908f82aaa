using ActorBots.Domain.Bots.Config;

namespace ActorBots.Host.Demo;

/// <summary>One sample bot.</summary>
/// <param name="BotId">Its id.</param>
/// <param name="Exchange">The venue that it trades at.</param>
/// <param name="Symbol">What it trades.</param>
/// <param name="Account">The name of its account, which is its API key at the simulated venue.</param>
/// <param name="Config">Its configuration without the webhook.</param>
internal sealed record DemoBot(string BotId, string Exchange, string Symbol, string Account, BotConfig Config);
