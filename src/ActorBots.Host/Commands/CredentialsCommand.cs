using System.CommandLine;
using ActorBots.Host.Credentials;
using ActorBots.Host.Settings;
using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Credentials;
using MongoDB.Driver;

namespace ActorBots.Host.Commands;

/// <summary><c>actorbots credentials</c>: secrets in MongoDB, sealed by keys that are not in it. Secrets come by standard input alone.</summary>
internal static class CredentialsCommand
{
    public static Command Create() => new("credentials", "Works on sealed credentials in MongoDB") { Key(), Seal(), SealWebhook(), Rotate() };

    private static Command Key()
    {
        var command = new Command("key", "Writes a new key, a line for the file of actorbots.credentials.sealing-keys-file");
        command.SetAction(_ => Console.WriteLine(SealingKeys.Generate()));
        return command;
    }

    private static Command Seal()
    {
        var account = new Argument<string>("ACCOUNT") { Description = "Name of the account in bot documents" };
        return OnMongo("seal", "Seals an account's API key and secret: two lines of standard input", account, async (provider, name, cancellationToken) =>
        {
            var key = await LineAsync("API key", cancellationToken);
            await provider.SealAsync(name, new VenueCredentials(key, await LineAsync("API secret", cancellationToken)), cancellationToken);
            return $"account '{name}' is sealed";
        });
    }

    private static Command SealWebhook()
    {
        var secret = new Argument<string>("NAME") { Description = "The webhook_secret in bot documents" };
        return OnMongo("seal-webhook", "Seals a webhook's secret: one line of standard input", secret, async (provider, name, cancellationToken) =>
        {
            await provider.SealWebhookSecretAsync(name, await LineAsync("secret", cancellationToken), cancellationToken);
            return $"webhook secret '{name}' is sealed";
        });
    }

    private static Command Rotate() => OnMongo(
        "rotate",
        "Seals everything with the newest key that an older one has sealed",
        null,
        async (provider, _, cancellationToken) => $"{await provider.SealAgainAsync(cancellationToken)} documents sealed again");

    private static Command OnMongo(
        string verb, string description, Argument<string>? name, Func<MongoCredentialProvider, string, CancellationToken, Task<string>> run)
    {
        var config = new Option<string?>("--config") { Description = "FILE.hocon over the defaults in hocon/actorbots.hocon" };
        var command = new Command(verb, description) { config };
        if (name is not null)
        {
            command.Add(name);
        }

        command.SetAction(async (result, cancellationToken) =>
        {
            var (settings, _) = NodeSettingsReader.Read(result.GetValue(config));
            var mongo = settings.Mongo ?? throw new SettingsException([$"actorbots.storage = '{settings.Storage}': allowed is mongodb for sealed credentials"]);
            using var connection = MongoConnection.Create(mongo);
            var provider = await SealedCredentials.OfAsync(settings, connection, TimeProvider.System, cancellationToken)
                ?? throw new SettingsException([$"actorbots.credentials.sealing-keys-file = '' and the environment has no {SealingKeys.Variable}: allowed is one of them"]);
            await Console.Out.WriteLineAsync(await RunAsync(provider, name is null ? string.Empty : result.GetValue(name)!, connection, run, cancellationToken));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> RunAsync(
        MongoCredentialProvider provider,
        string name,
        MongoConnection connection,
        Func<MongoCredentialProvider, string, CancellationToken, Task<string>> run,
        CancellationToken cancellationToken)
    {
        try
        {
            return await run(provider, name, cancellationToken);
        }
        catch (Exception e) when (e is ArgumentException or CredentialException)
        {
            throw new SettingsException([$"'{name}': {e.Message}"]);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new SettingsException([$"MongoDB at {connection.Hosts} does not take it: {e.GetType().Name}"]);
        }
    }

    private static async Task<string> LineAsync(string what, CancellationToken cancellationToken) =>
        (await Console.In.ReadLineAsync(cancellationToken))?.Trim() is { Length: > 0 } line
            ? line
            : throw new SettingsException([$"{what}: '': allowed is a line of standard input with it"]);
}
