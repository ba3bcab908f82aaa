using ActorBots.Host.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBots.Host.Nodes;

/// <summary>Where log lines go: one file for the node, one per bot, and the console when nobody draws on it.</summary>
internal static class LogSetup
{
    private const string Template =
        "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffK} {Level:u3} [{BotId}] [{OrderId}] [{CorrelationId}] {Message:lj}{NewLine}{Exception}";

    private const long FileLimitBytes = 50L * 1024 * 1024;
    private const int FilesKept = 10;

    /// <summary>Makes the logger of a process.</summary>
    /// <param name="settings">Folder and level.</param>
    /// <param name="writesConsole">Whether lines go to the console, too.</param>
    public static Logger Create(NodeSettings settings, bool writesConsole)
    {
        var level = Enum.Parse<LogEventLevel>(settings.LogLevel, ignoreCase: true);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.File(
                Path.Combine(settings.LogDirectory, "actorbots.log"), outputTemplate: Template,
                fileSizeLimitBytes: FileLimitBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept)
            .WriteTo.Map(
                "BotId",
                string.Empty,
                (botId, to) =>
                {
                    if (botId.Length > 0)
                    {
                        to.File(
                            Path.Combine(settings.LogDirectory, $"{botId}.log"), outputTemplate: Template,
                            fileSizeLimitBytes: FileLimitBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept);
                    }
                },
                sinkMapCountLimit: settings.OpenLogFiles);
        return (writesConsole ? configuration.WriteTo.Console(outputTemplate: Template) : configuration).CreateLogger();
    }
}
