using ActorBots.Actors.Bots;
using ActorBots.Host.Notifications;
using ActorBots.Venues;
using Akka.Configuration;

namespace ActorBots.Host.Settings;

/// <summary>Turns HOCON into node settings: a file's keys over the defaults in <c>hocon/</c>.</summary>
internal static class NodeSettingsReader
{
    private const string Root = "actorbots";

    /// <summary>Reads a file over the defaults; without a file the defaults alone.</summary>
    /// <exception cref="SettingsException">The file cannot be read, or something in it is wrong; all problems at once.</exception>
    public static (NodeSettings Settings, Config Config) Read(string? path)
    {
        var defaults = HoconFiles.Read("actorbots.hocon")
            .WithFallback(HoconFiles.Read("venues/bybit.hocon"))
            .WithFallback(HoconFiles.Read("venues/bitunix.hocon"));
        var given = path is null ? Config.Empty : Load(path);
        var unknown = UnknownKeys.Of(given, defaults, Root);
        var config = given.WithFallback(defaults);
        var reader = new SettingsReader(config);
        reader.Add(unknown);
        var settings = Read(reader);
        return reader.Problems.IsEmpty ? (settings, given) : throw new SettingsException(reader.Problems);
    }

    private static Config Load(string path)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"--config '{path}': the file cannot be read: {e.Message}"]);
        }
        catch (Exception e) when (e is ConfigurationException or FormatException or ArgumentException)
        {
            throw new SettingsException([$"--config '{path}': not HOCON: {e.Message}"]);
        }
    }

    private static NodeSettings Read(SettingsReader reader) => new()
    {
        DataDirectory = reader.Required("actorbots.data", "the path of a folder"),
        Storage = reader.OneOf("actorbots.storage", "sqlite", "mongodb", "memory"),
        Mongo = reader.Text("actorbots.storage") == "mongodb" ? MongoSettingsReader.Read(reader) : null,
        LogDirectory = reader.Required("actorbots.logs.directory", "the path of a folder"),
        LogLevel = reader.OneOf("actorbots.logs.level", "verbose", "debug", "information", "warning", "error"),
        OpenLogFiles = reader.Number("actorbots.logs.open-files", 1, 10_000),
        Hostname = reader.Required("actorbots.cluster.hostname", "a host name or an IP address"),
        Port = reader.Number("actorbots.cluster.port", 0, 65_535),
        SeedNodes = [.. reader.List("actorbots.cluster.seed-nodes")],
        CredentialsDirectory = reader.Text("actorbots.credentials.directory"),
        SealingKeysFile = reader.Text("actorbots.credentials.sealing-keys-file"),
        Webhooks = new WebhookSettings
        {
            AllowPlainHttp = reader.Flag("actorbots.webhooks.allow-plain-http"),
            RequestTimeout = reader.Duration("actorbots.webhooks.request-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
        },
        Bots = ReadBots(reader),
        Venues = new VenuesSettings { Bybit = BybitSettingsReader.Read(reader), Bitunix = BitunixSettingsReader.Read(reader) },
    };

    private static BotSettings ReadBots(SettingsReader reader) => new()
    {
        HeartbeatInterval = reader.Duration("actorbots.bots.heartbeat-interval", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
        ReconcileInterval = reader.Duration("actorbots.bots.reconcile-interval", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
        ProtectionGrace = reader.Duration("actorbots.bots.protection-grace", TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(900)),
        OutcomeTimeout = reader.Duration("actorbots.bots.outcome-timeout", TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60)),
        SnapshotEvery = reader.Number("actorbots.bots.snapshot-every", 10, 10_000),
        DrainTimeout = reader.Duration("actorbots.bots.drain-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)),
    };
}
