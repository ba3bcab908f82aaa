using System.Collections.Immutable;
using System.Diagnostics;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>Turns a stored document into a bot's identity and configuration, or into a refusal with all problems.</summary>
internal static class BotDocuments
{
    /// <summary>Reads the document that a command asks for. A store that does not answer in time refuses the command.</summary>
    public static async Task<DocumentAnswer> FindAsync(BotServices services, BotCommand command, IActorRef replyTo)
    {
        using var timeout = new CancellationTokenSource(services.Settings.AttachRetry);
        try
        {
            var document = await services.Catalog.FindAsync(command.BotId, timeout.Token).ConfigureAwait(false);
            return Read(command.BotId, document) switch
            {
                { Refusal: { } refusal } => new DocumentAnswer(replyTo, null, refusal),
                { Identity: { } identity, Config: { } config } =>
                    new DocumentAnswer(replyTo, command is BotCommand.ReloadConfig ? new BotInput.Reload(config) : new BotInput.Start(identity, config), null),
                _ => throw new UnreachableException("a document is read or refused"),
            };
        }
        catch (Exception e) when (e is not UnreachableException)
        {
            return new DocumentAnswer(replyTo, null, new CommandReply.Refused(command.BotId, "STORE_UNAVAILABLE", OneLine(e.Message), []));
        }
    }

    public static BotDocumentOutcome Read(string botId, BotDocument? document)
    {
        if (!ClientOrderId.IsValidBotId(botId))
        {
            return Refused(botId, "BOT_ID_INVALID", $"a bot id is 1 to {ClientOrderId.MaxBotIdLength} characters of 0-9, a-z and hyphen", []);
        }

        if (document is null)
        {
            return Refused(botId, "BOT_NOT_FOUND", $"the store has no bot '{botId}'", []);
        }

        var config = ReadConfig(document);
        ImmutableArray<ConfigProblem> problems = [.. document.Problems, .. config.Problems];
        return problems.IsEmpty && config.Config is { } read
            ? new BotDocumentOutcome(new BotIdentity(botId, document.UserId, document.Name, document.Exchange, document.Account), read, null)
            : Refused(
                botId, "CONFIG_INVALID", $"the {(document.Problems.IsEmpty ? "configuration" : "document")} has {problems.Length} problems",
                [.. problems.Select(p => new FieldProblem(p.Path, p.ToString()))]);
    }

    /// <summary>The configuration's own problems. A configuration that is not there at all is the document's problem, and told once.</summary>
    private static ConfigReading ReadConfig(BotDocument document) =>
        document is { Problems.IsEmpty: false, ConfigJson: "" } ? new ConfigReading(null, []) : BotConfigReader.Read(document.ConfigJson);

    /// <summary>What a person needs of a driver's message: some tell the state of the whole cluster.</summary>
    private static string OneLine(string message)
    {
        const int Longest = 200;
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
    }

    private static BotDocumentOutcome Refused(string botId, string code, string message, ImmutableArray<FieldProblem> fields) =>
        new(null, null, new CommandReply.Refused(botId, code, message, fields));
}
