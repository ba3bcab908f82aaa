using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo.Credentials;

namespace ActorBots.Storage.Tests.Mongo.Credentials;

public sealed class SealingKeysTests : IDisposable
{
    private const string First = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Second = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task FromFileAsync_SeveralKeys_LastIsTheNewest()
    {
        var path = _folder.File("keys");
        await File.WriteAllTextAsync(path, $"# first\n{First}\n\n  {Second}  \n");

        var keys = await SealingKeys.FromFileAsync(path, CancellationToken.None);

        Assert.Equal(SealingKeys.FromText(Second, "x").NewestId, keys.NewestId);
        Assert.Equal(2, keys.Ids.Length);
    }

    [Fact]
    public void FromText_SameKey_HasTheSameIdEverywhere() =>
        Assert.Equal(SealingKeys.FromText(First, "a").NewestId, SealingKeys.FromText($"{Second} {First}", "b").NewestId);

    [Fact]
    public void Generate_EachTime_IsAnotherUsableKey()
    {
        var (one, other) = (SealingKeys.Generate(), SealingKeys.Generate());

        Assert.NotEqual(one, other);
        Assert.Single(SealingKeys.FromText(one, "x").Ids);
    }

    [Theory]
    [InlineData("", "must hold 1 to 20 keys, not 0")]
    [InlineData("c2hvcnQ=", "key 1 must be 32 bytes in base64")]
    [InlineData("hunter2hunter2!", "key 1 must be 32 bytes in base64")]
    [InlineData(First + " " + First, "key 2 is there twice")]
    public void FromText_NoKeys_SaysWhereAndNotWhat(string text, string expected)
    {
        var error = Assert.Throws<CredentialException>(() => SealingKeys.FromText(text, "variable X"));

        Assert.StartsWith("variable X", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromFileAsync_NoFile_NamesIt()
    {
        var error = await Assert.ThrowsAsync<CredentialException>(() => SealingKeys.FromFileAsync(_folder.File("none"), CancellationToken.None));

        Assert.Contains(_folder.File("none"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromFileAsync_HugeFile_IsRefusedUnread()
    {
        await File.WriteAllTextAsync(_folder.File("huge"), new string('#', 20_000));

        var error = await Assert.ThrowsAsync<CredentialException>(() => SealingKeys.FromFileAsync(_folder.File("huge"), CancellationToken.None));

        Assert.Contains("at most 16384 bytes", error.Message, StringComparison.Ordinal);
    }
}
