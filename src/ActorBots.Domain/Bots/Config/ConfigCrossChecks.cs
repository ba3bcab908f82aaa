using System.Globalization;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Rules between fields. A rule is left out while one of its own fields has a problem.</summary>
internal static class ConfigCrossChecks
{
    internal static void Run(BotConfig config, ConfigProblemList problems)
    {
        CheckShares(config, problems);
        CheckTrailing(config, problems);
        CheckAscending("hour", config.Risk.MaxTradesPerHour, "minute", config.Risk.MaxTradesPerMinute, problems);
        CheckAscending("day", config.Risk.MaxTradesPerDay, "hour", config.Risk.MaxTradesPerHour, problems);
    }

    private static void CheckShares(BotConfig config, ConfigProblemList problems)
    {
        const string Limit = "config.budget.max_position_percentage";
        var smallest = config.Sizing.Steps[0].BudgetShare;
        if (problems.IsClean("config.sizing.steps") && problems.IsClean(Limit) && smallest > config.Budget.MaxPositionPercentage)
        {
            var allowed = $"at least the first budget_share in config.sizing.steps ({Show(smallest)})";
            Add(problems, Limit, config.Budget.MaxPositionPercentage, allowed, Show(smallest), "no entry would ever fit");
        }
    }

    private static void CheckTrailing(BotConfig config, ConfigProblemList problems)
    {
        const string Callback = "config.trailing.callback_multiplier";
        const string Activation = "config.trailing.activation_multiplier";
        const string Stop = "config.atr.stop_multiplier";
        var limit = config.Trailing.ActivationMultiplier + config.Atr.StopMultiplier;
        if (problems.IsClean(Callback) && problems.IsClean(Activation) && problems.IsClean(Stop)
            && config.Trailing.CallbackMultiplier >= limit)
        {
            var allowed = $"less than {Activation} + {Stop} ({Show(limit)})";
            var hint = "the armed stop would not lie above the first one";
            Add(problems, Callback, config.Trailing.CallbackMultiplier, allowed, Show(limit / 2m), hint);
        }
    }

    private static void CheckAscending(
        string longer, int limit, string shorter, int shorterLimit, ConfigProblemList problems)
    {
        var path = $"config.risk.max_trades_per_{longer}";
        var shorterPath = $"config.risk.max_trades_per_{shorter}";
        if (problems.IsClean(path) && problems.IsClean(shorterPath) && limit < shorterLimit)
        {
            var allowed = $"at least {shorterPath} ({Show(shorterLimit)})";
            Add(problems, path, limit, allowed, Show(shorterLimit), "the defaults of 2, 20 and 100 count too");
        }
    }

    private static void Add(ConfigProblemList problems, string path, decimal value, string allowed, string example, string hint) =>
        problems.Add(new ConfigProblem(path, Show(value), allowed, example, hint));

    private static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
