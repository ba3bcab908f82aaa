namespace ActorBots.Domain.Bots.Config;

/// <summary>
/// Everything that a bot is told about how to trade: the <c>config</c> field of its document. Immutable and compared by value.
/// Ranges are those that <see cref="BotConfigReader"/> enforces; a configuration that comes from outside always goes through it.
/// </summary>
public sealed record BotConfig
{
    /// <summary>What to trade and by which strategy; <c>config.trading</c>, required.</summary>
    public required TradingConfig Trading { get; init; }

    /// <summary>Volatility measure and the distances that hang on it; <c>config.atr</c>.</summary>
    public AtrConfig Atr { get; init; } = new();

    /// <summary>How large an entry is; <c>config.sizing</c>.</summary>
    public SizingConfig Sizing { get; init; } = new();

    /// <summary>The money that the bot may commit; <c>config.budget</c>, required.</summary>
    public required BudgetConfig Budget { get; init; }

    /// <summary>Limits on the number of trades, of positions and on the loss; <c>config.risk</c>.</summary>
    public RiskConfig Risk { get; init; } = new();

    /// <summary>The trailing stop; <c>config.trailing</c>.</summary>
    public TrailingConfig Trailing { get; init; } = new();

    /// <summary>Where business events are told; <c>config.notifications</c>.</summary>
    public NotificationsConfig Notifications { get; init; } = new();
}
