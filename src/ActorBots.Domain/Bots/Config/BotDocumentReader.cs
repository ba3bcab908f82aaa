using System.Text.Json;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Bots.Config;

/// <summary>
/// Reads and checks a whole bot document as the backend stores or exports it. Unknown fields at the top belong to the backend
/// and are left alone; inside <c>config</c> they are refused.
/// </summary>
public static class BotDocumentReader
{
    /// <summary>The account of a document that names none.</summary>
    public const string DefaultAccount = "main";

    private static readonly string[] Fields =
    [
        "_id", "user_id", "name", "exchange", "account", "status", "desired_status", "config",
        "performance", "last_heartbeat", "last_error", "created_at", "updated_at",
    ];

    private static readonly TextRule BotId =
        new(ClientOrderId.IsValidBotId, $"1 to {ClientOrderId.MaxBotIdLength} characters of 0-9, a-z and -", "btcusdt-dip-01");

    private static readonly TextRule UserId = new(text => text.Length is >= 1 and <= 64, "1 to 64 characters", "user-1");
    private static readonly TextRule Name = new(text => text.Length <= 100, "at most 100 characters", "BTC dip buyer");
    private static readonly TextRule Account = new(
        text => TextRule.IsName(text, 63, "-") && !text.Any(char.IsAsciiLetterUpper),
        "the name of credentials, never the credentials: 1 to 63 characters of a-z, 0-9 and -",
        "main")
    { Withheld = true };

    private static readonly TextRule AnyExchange = new(
        text => TextRule.IsName(text, 32, "-") && !text.Any(char.IsAsciiLetterUpper),
        "the name of a venue: 1 to 32 characters of a-z, 0-9 and -",
        "paper");

    private static readonly TextRule Status = new(text => text.Length <= 32, "at most 32 characters", "RUNNING");
    private static readonly TextRule DesiredStatus = TextRule.OneOf(["RUNNING", "PAUSED", "STOPPED", "ERROR"], "RUNNING");
    private static readonly TextRule LastError = new(_ => true, "a text", "none");

    /// <summary>Reads a document; the exchange may be any name of legal shape. Never throws, whatever the text is.</summary>
    /// <param name="json">The document as JSON, plain or MongoDB's extended JSON.</param>
    public static BotDocumentReading Read(string json) => Read(json, AnyExchange);

    /// <summary>Reads a document for one of the exchanges that the process knows. Never throws, whatever the text is.</summary>
    /// <param name="json">The document as JSON, plain or MongoDB's extended JSON.</param>
    /// <param name="exchanges">The names that <c>exchange</c> may have; at least one.</param>
    public static BotDocumentReading Read(string json, IReadOnlyList<string> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        ArgumentOutOfRangeException.ThrowIfZero(exchanges.Count, nameof(exchanges));
        return Read(json, TextRule.OneOf(exchanges, exchanges[0]));
    }

    /// <summary>
    /// Reads a document's own fields; of <c>config</c> only that it is an object, so that there is never a configuration in the result. For
    /// stores that hand on the configuration unread. Never throws, whatever the text is.
    /// </summary>
    /// <param name="json">The document as JSON, plain or MongoDB's extended JSON.</param>
    public static BotDocumentReading ReadFields(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var problems = new ConfigProblemList();
        using var document = ConfigText.Parse(json, "document", problems);
        return Read(document?.RootElement ?? default, AnyExchange, problems, isJson: document is not null, CheckConfig);
    }

    private static BotDocumentReading Read(string json, TextRule exchange)
    {
        ArgumentNullException.ThrowIfNull(json);
        var problems = new ConfigProblemList();
        using var document = ConfigText.Parse(json, "document", problems);
        return Read(document?.RootElement ?? default, exchange, problems, isJson: document is not null, ReadConfig);
    }

    private static BotDocumentReading Read(
        JsonElement element,
        TextRule exchange,
        ConfigProblemList problems,
        bool isJson,
        Func<ConfigSection, ConfigProblemList, BotConfig?> readConfig)
    {
        // Text that is no JSON has its one problem already; the fields that it lacks are none.
        var root = ConfigSection.Open(element, string.Empty, Fields, isJson ? problems : new ConfigProblemList(), refuseUnknown: false);
        var reading = new BotDocumentReading
        {
            BotId = root.OptionalText("_id", BotId),
            UserId = root.Text("user_id", UserId, null),
            Name = root.OptionalText("name", Name) ?? string.Empty,
            Exchange = root.Text("exchange", exchange, null),
            Account = root.Text("account", Account, DefaultAccount),
            Status = root.OptionalText("status", Status),
            DesiredStatus = root.OptionalText("desired_status", DesiredStatus),
            LastHeartbeat = root.OptionalInstant("last_heartbeat"),
            LastError = root.OptionalText("last_error", LastError),
            CreatedAt = root.OptionalInstant("created_at"),
            UpdatedAt = root.OptionalInstant("updated_at"),
            Config = readConfig(root, problems),
        };

        // What was put in the place of a bad value must not be taken for one.
        return problems.IsEmpty ? reading : new BotDocumentReading { Problems = problems.ToImmutable() };
    }

    private static BotConfig? ReadConfig(ConfigSection root, ConfigProblemList problems)
    {
        var config = root.Member("config");
        return config.ValueKind == JsonValueKind.Undefined ? RefuseConfig(root, config) : BotConfigReader.Read(config, problems);
    }

    private static BotConfig? CheckConfig(ConfigSection root, ConfigProblemList problems)
    {
        var config = root.Member("config");
        return config.ValueKind == JsonValueKind.Object ? null : RefuseConfig(root, config);
    }

    private static BotConfig? RefuseConfig(ConfigSection root, JsonElement config)
    {
        root.Refuse("config", config, $"an object with the keys {string.Join(", ", ConfigFields.Sections)}", ConfigText.Example, null);
        return null;
    }
}
