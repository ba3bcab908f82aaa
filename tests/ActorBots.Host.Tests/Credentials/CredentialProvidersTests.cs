using ActorBots.Host.Credentials;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Tests.Credentials;

public sealed class CredentialProvidersTests
{
    private static readonly VenueCredentials Pair = new("key-1", "secret-1");

    [Fact]
    public async Task Environment_VariablesSet_GivesPairAndWebhookSecret()
    {
        var provider = Environment(new()
        {
            ["ACTORBOTS_ACCOUNT_BYBIT_MAIN_KEY"] = "key-1",
            ["ACTORBOTS_ACCOUNT_BYBIT_MAIN_SECRET"] = " secret-1\n",
            ["ACTORBOTS_WEBHOOK_BACKEND_SECRET"] = "whsec_x",
        });

        Assert.Equal(Pair, await provider.GetVenueCredentialsAsync("bybit-main", CancellationToken.None));
        Assert.Equal("whsec_x", await provider.GetWebhookSecretAsync("backend", CancellationToken.None));
        Assert.Null(await provider.GetVenueCredentialsAsync("bybit", CancellationToken.None));
        Assert.Null(await provider.GetVenueCredentialsAsync("bybit_main", CancellationToken.None));
        Assert.Null(await provider.GetWebhookSecretAsync("BACKEND", CancellationToken.None));
    }

    [Fact]
    public async Task Environment_OneHalfSet_SaysWhichWithoutTheValue()
    {
        var provider = Environment(new() { ["ACTORBOTS_ACCOUNT_MAIN_KEY"] = "key-1", ["ACTORBOTS_ACCOUNT_MAIN_SECRET"] = " " });

        var error = await Assert.ThrowsAsync<CredentialException>(
            () => provider.GetVenueCredentialsAsync("main", CancellationToken.None));

        Assert.Equal("account 'main' has ACTORBOTS_ACCOUNT_MAIN_KEY but no ACTORBOTS_ACCOUNT_MAIN_SECRET", error.Message);
    }

    [Fact]
    public async Task InMemory_KnownAndUnknownNames_AnswersOrGivesNothing()
    {
        var provider = InMemory("main", "backend");

        Assert.Equal(Pair, await provider.GetVenueCredentialsAsync("main", CancellationToken.None));
        Assert.Equal("whsec_backend", await provider.GetWebhookSecretAsync("backend", CancellationToken.None));
        Assert.Null(await provider.GetVenueCredentialsAsync("other", CancellationToken.None));
        Assert.Null(await provider.GetWebhookSecretAsync("other", CancellationToken.None));
    }

    [Fact]
    public void InMemory_NameOutsideTheShape_IsRefused() => Assert.Throws<ArgumentException>(() => InMemory("Main", "backend"));

    [Fact]
    public async Task Composite_SeveralKnowAName_TheFirstAnswers()
    {
        var provider = new CompositeCredentialProvider(
            InMemory("other", "other"), InMemory("main", "backend"), Environment(new()
            {
                ["ACTORBOTS_ACCOUNT_MAIN_KEY"] = "late",
                ["ACTORBOTS_ACCOUNT_MAIN_SECRET"] = "late",
                ["ACTORBOTS_WEBHOOK_LAST_SECRET"] = "whsec_last",
            }));

        Assert.Equal(Pair, await provider.GetVenueCredentialsAsync("main", CancellationToken.None));
        Assert.Equal("whsec_last", await provider.GetWebhookSecretAsync("last", CancellationToken.None));
        Assert.Null(await provider.GetVenueCredentialsAsync("nobody", CancellationToken.None));
        Assert.Null(await provider.GetWebhookSecretAsync("nobody", CancellationToken.None));
    }

    [Fact]
    public async Task Composite_AProviderFails_TheSearchEndsInsteadOfTakingAnother()
    {
        var broken = Environment(new() { ["ACTORBOTS_ACCOUNT_MAIN_KEY"] = "half" });
        var provider = new CompositeCredentialProvider(broken, InMemory("main", "backend"));

        await Assert.ThrowsAsync<CredentialException>(() => provider.GetVenueCredentialsAsync("main", CancellationToken.None));
    }

    private static EnvironmentCredentialProvider Environment(Dictionary<string, string> variables) =>
        new(name => variables.GetValueOrDefault(name));

    private static InMemoryCredentialProvider InMemory(string account, string secret) =>
        new(new Dictionary<string, VenueCredentials> { [account] = Pair }, new Dictionary<string, string> { [secret] = $"whsec_{secret}" });
}
