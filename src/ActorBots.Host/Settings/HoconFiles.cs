using Akka.Configuration;

namespace ActorBots.Host.Settings;

/// <summary>The HOCON files that are delivered beside the program.</summary>
internal static class HoconFiles
{
    /// <summary>Reads one of them.</summary>
    /// <param name="name">The file's name in the folder <c>hocon</c>.</param>
    /// <param name="data">What stands for <c>{data}</c> in it.</param>
    public static Config Read(string name, string data = "")
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", name));
        return ConfigurationFactory.ParseString(text.Replace("{data}", data.Replace('\\', '/'), StringComparison.Ordinal));
    }
}
