using System.Collections.Frozen;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>The private topics, each with its all-categories name and its categorised one.</summary>
internal static class PrivateTopic
{
    public const string Order = "order";
    public const string Execution = "execution";
    public const string FastExecution = "execution.fast";
    public const string Position = "position";
    public const string Wallet = "wallet";

    private const string Category = ".linear";

    /// <summary>Topics that exist, by name; a name with a category gives the topic without.</summary>
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Order] = Order,
        [Order + Category] = Order,
        [Execution] = Execution,
        [Execution + Category] = Execution,
        [FastExecution] = FastExecution,
        [FastExecution + Category] = FastExecution,
        [Position] = Position,
        [Position + Category] = Position,
        [Wallet] = Wallet,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The topic with a name; nothing when there is none.</summary>
    public static string? Parse(string name) => Names.GetValueOrDefault(name);

    /// <summary>The names under which a topic may be subscribed.</summary>
    public static IReadOnlyList<string> NamesOf(string topic) => topic == Wallet ? [Wallet] : [topic, topic + Category];

    /// <summary>Whether a name has a category.</summary>
    public static bool IsCategorised(string name) => name.EndsWith(Category, StringComparison.Ordinal);
}
