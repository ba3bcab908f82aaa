namespace ActorBots.Domain.Bots.Config;

/// <summary>The stop that follows the best price, in units of the ATR at entry; <c>config.trailing</c>.</summary>
public sealed record TrailingConfig
{
    /// <summary>Whether it is used; <c>enabled</c>, default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Profit that arms it, × ATR above the entry; <c>activation_multiplier</c>, 0.05 to 50, default 1.0.</summary>
    public decimal ActivationMultiplier { get; init; } = 1.0m;

    /// <summary>Distance that it trails below the best price, × ATR; <c>callback_multiplier</c>, 0.05 to 20, default 0.5.</summary>
    public decimal CallbackMultiplier { get; init; } = 0.5m;

    /// <summary>Smallest rise of the level for which the resting stop is moved, × ATR; <c>step_multiplier</c>, 0.01 to 10, default 0.1.</summary>
    public decimal StepMultiplier { get; init; } = 0.1m;
}
