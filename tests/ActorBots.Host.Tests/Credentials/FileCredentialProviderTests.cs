using ActorBots.Host.Credentials;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Tests.Credentials;

public sealed class FileCredentialProviderTests : IDisposable
{
    private const string Secret = "s3cr3t-value";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("actorbots-credentials-");
    private readonly string _folder;
    private readonly FileCredentialProvider _provider;

    public FileCredentialProviderTests()
    {
        _folder = Path.Combine(_root.FullName, "mounted");
        _provider = new FileCredentialProvider(_folder);
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task GetVenueCredentialsAsync_MountedSecret_GivesTrimmedPair()
    {
        Write("main/api_key", " key-1\n");
        Write("main/api_secret", Secret + "\r\n");

        Assert.Equal(new VenueCredentials("key-1", Secret), await _provider.GetVenueCredentialsAsync("main", CancellationToken.None));
    }

    [Fact]
    public async Task GetVenueCredentialsAsync_RotatedSecret_GivesTheNewOne()
    {
        Write("main/api_key", "key-1");
        Write("main/api_secret", "old");
        await _provider.GetVenueCredentialsAsync("main", CancellationToken.None);
        Write("main/api_secret", "new");

        Assert.Equal("new", (await _provider.GetVenueCredentialsAsync("main", CancellationToken.None))?.ApiSecret);
    }

    [Fact]
    public async Task GetWebhookSecretAsync_File_GivesItsText()
    {
        Write("webhooks/backend", Secret);

        Assert.Equal(Secret, await _provider.GetWebhookSecretAsync("backend", CancellationToken.None));
    }

    [Fact]
    public async Task Get_UnknownName_GivesNothing()
    {
        Assert.Null(await _provider.GetVenueCredentialsAsync("nobody", CancellationToken.None));
        Assert.Null(await _provider.GetWebhookSecretAsync("nobody", CancellationToken.None));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("MAIN")]
    [InlineData("main\0")]
    [InlineData("ма")]
    public async Task Get_NameOutsideTheShape_NeverLeavesTheFolder(string name)
    {
        Write("../outside/api_key", "key");
        Write("../outside/api_secret", Secret);
        Write("../outside/outside", Secret);
        Write("webhooks/x", Secret);

        Assert.Null(await _provider.GetVenueCredentialsAsync(name, CancellationToken.None));
        Assert.Null(await _provider.GetWebhookSecretAsync(name, CancellationToken.None));
    }

    [Theory]
    [InlineData("api_key", "account 'main' has api_key but no api_secret")]
    [InlineData("api_secret", "account 'main' has api_secret but no api_key")]
    public async Task GetVenueCredentialsAsync_OneHalfMissing_SaysWhichWithoutTheValue(string present, string message)
    {
        Write($"main/{present}", Secret);

        var error = await Assert.ThrowsAsync<CredentialException>(
            () => _provider.GetVenueCredentialsAsync("main", CancellationToken.None));

        Assert.Equal(message, error.Message);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(FileCredentialProvider.MaxBytes + 1)]
    public async Task GetWebhookSecretAsync_EmptyOrTooLarge_IsRefusedWithoutTheValue(int length)
    {
        Write("webhooks/backend", new string('x', length));

        var error = await Assert.ThrowsAsync<CredentialException>(
            () => _provider.GetWebhookSecretAsync("backend", CancellationToken.None));

        Assert.EndsWith("must hold 1 to 4096 bytes of text", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", error.ToString(), StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(_folder, path));
        file.Directory?.Create();
        File.WriteAllText(file.FullName, text);
    }
}
