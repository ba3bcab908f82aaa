using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Settings;

/// <summary>Finds MongoDB's connection string: in a file such as a mounted secret, else in the environment. It is never part of a problem.</summary>
internal static class MongoSettingsReader
{
    /// <summary>The environment variable that holds the connection string when no file does.</summary>
    public const string Variable = "ACTORBOTS_MONGODB";

    private const string FileKey = "actorbots.mongodb.connection-string-file";
    private const string DatabaseKey = "actorbots.mongodb.database";

    /// <summary>Reads the settings; everything that is wrong goes to the reader.</summary>
    public static MongoSettings Read(SettingsReader reader)
    {
        var database = reader.Text(DatabaseKey);
        var settings = new MongoSettings { ConnectionString = ConnectionString(reader), Database = database.Length == 0 ? null : database };
        if (settings.ConnectionString.Length > 0)
        {
            Check(settings, reader);
        }

        return settings;
    }

    private static void Check(MongoSettings settings, SettingsReader reader)
    {
        try
        {
            MongoConnection.Create(settings).Dispose();
        }
        catch (MongoSettingsException e)
        {
            reader.Add(e.Problems.Select(p => $"actorbots.mongodb: {p}"));
        }
    }

    private static string ConnectionString(SettingsReader reader)
    {
        var file = reader.Text(FileKey);
        if (file.Length == 0)
        {
            var value = Environment.GetEnvironmentVariable(Variable)?.Trim() ?? string.Empty;
            if (value.Length == 0)
            {
                reader.Add([$"{FileKey} = '' and the environment has no {Variable}: allowed is one of them with MongoDB's connection string"]);
            }

            return value;
        }

        try
        {
            var text = File.ReadAllText(file).Trim();
            if (text.Length == 0)
            {
                reader.Add([$"{FileKey} = '{file}': the file is empty: allowed is a file with MongoDB's connection string"]);
            }

            return text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reader.Add([$"{FileKey} = '{file}': the file cannot be read: {e.Message}"]);
            return string.Empty;
        }
    }
}
