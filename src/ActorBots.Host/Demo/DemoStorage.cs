using System.Security.Cryptography;
using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Demo;

/// <summary>
/// Where a demo keeps its bots: SQLite in the data folder, or MongoDB. Venue and bots belong together, so a data folder has a database of
/// its own, whose name it remembers, unless the connection string names one.
/// </summary>
internal static class DemoStorage
{
    private const string FileName = "mongodb-database";
    private const string Prefix = "actorbots_demo_";

    /// <summary>MongoDB's settings for a data folder; the folder is made when it is missing.</summary>
    /// <param name="settings">What the user gave.</param>
    /// <param name="dataDirectory">The demo's data folder.</param>
    public static MongoSettings Of(MongoSettings settings, string dataDirectory)
    {
        using var connection = MongoConnection.Create(settings);
        return connection.NamesDatabase ? settings : settings with { Database = Remembered(dataDirectory) };
    }

    private static string Remembered(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var file = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, $"{Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        }

        return File.ReadAllText(file).Trim();
    }
}
