using ActorBots.Host.Commands;
using ActorBots.Host.Credentials;
using ActorBots.Host.Settings;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;

namespace ActorBots.Host.Tests.Commands;

/// <summary>Secrets go from standard input into MongoDB, and from there to a node.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CredentialsCommandTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-credentials-");
    private readonly string _database;
    private readonly MongoFixture _mongo;

    public CredentialsCommandTests(MongoFixture mongo)
    {
        _mongo = mongo;
        _database = mongo.NewDatabaseName();
    }

    private string Config => Path.Combine(_folder.FullName, "node.hocon");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public async Task InitializeAsync()
    {
        var secret = Path.Combine(_folder.FullName, "mongodb");
        await File.WriteAllTextAsync(secret, _mongo.ConnectionString);
        await File.WriteAllTextAsync(
            Config,
            $$"""
            actorbots {
              storage = mongodb
              mongodb { connection-string-file = "{{secret}}", database = "{{_database}}" }
              credentials.sealing-keys-file = "{{Keys}}"
            }
            """);
    }

    public async Task DisposeAsync()
    {
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString });
        await connection.Client.DropDatabaseAsync(_database);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Seal_ThenRotate_ANodeStillReadsTheSecret()
    {
        await NewKeyAsync();
        var (sealedIt, text) = await CommandRun.StartAsync("api-key\nhidden-secret\n", "credentials", "seal", "main", "--config", Config);
        var (webhook, _) = await CommandRun.StartAsync("whsec_hidden\n", "credentials", "seal-webhook", "backend", "--config", Config);
        await NewKeyAsync();
        var (rotated, count) = await CommandRun.StartAsync(string.Empty, "credentials", "rotate", "--config", Config);

        Assert.Equal((ExitCodes.Done, ExitCodes.Done, ExitCodes.Done), (sealedIt, webhook, rotated));
        Assert.Contains("2 documents sealed again", count, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Keys, (await File.ReadAllLinesAsync(Keys))[^1..]);
        var (settings, _) = NodeSettingsReader.Read(Config);
        using var connection = MongoConnection.Create(settings.Mongo!);
        var provider = (await SealedCredentials.OfAsync(settings, connection, TimeProvider.System, CancellationToken.None))!;
        Assert.Equal("hidden-secret", (await provider.GetVenueCredentialsAsync("main", CancellationToken.None))!.ApiSecret);
        Assert.Equal("whsec_hidden", await provider.GetWebhookSecretAsync("backend", CancellationToken.None));
    }

    [Theory]
    [InlineData("MAIN", "a\nb\n", "MAIN")]
    [InlineData("main", "only one line\n", "API secret")]
    public async Task Seal_BadInput_IsRefused(string account, string input, string hint)
    {
        await NewKeyAsync();

        var (exit, text) = await CommandRun.StartAsync(input, "credentials", "seal", account, "--config", Config);

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains(hint, text, StringComparison.Ordinal);
        Assert.DoesNotContain("only one line", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_WithoutKeyFile_IsRefused()
    {
        var (exit, text) = await CommandRun.StartAsync("a\nb\n", "credentials", "seal", "main", "--config", Config);

        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains("sealing-keys-file", text, StringComparison.Ordinal);
    }

    private async Task NewKeyAsync()
    {
        var (exit, key) = await CommandRun.StartAsync(string.Empty, "credentials", "key");
        Assert.Equal(ExitCodes.Done, exit);
        await File.AppendAllTextAsync(Keys, key);
    }
}
