using ActorBots.MongoServer.Engine;

namespace ActorBots.MongoServer.Tests.Engine;

public sealed class AptSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-apt-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Find_StanzaOfTheRelease_GivesAddressAndKeyring()
    {
        Write("sources.list.d/other.sources", "Types: deb\nURIs: http://other.example/x\nSuites: nodistro\nComponents: main\n");
        Write("sources.list.d/debian.sources",
            "Types: deb\n# a comment\nURIs: http://mirror.example/security\nSuites: bookworm-security\nComponents: main\n\n"
            + "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nComponents: main contrib\nSigned-By: /keys/debian.gpg\n");

        Assert.Equal(new AptSource("http://mirror.example/debian", "/keys/debian.gpg"), Find());
    }

    [Theory]
    [InlineData("deb http://mirror.example/debian bookworm main contrib", "/usr/share/keyrings/debian-archive-keyring.gpg")]
    [InlineData("deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian bookworm main # ours", "/keys/debian.gpg")]
    public void Find_LineOfTheRelease_GivesAddressAndKeyring(string line, string keyring)
    {
        Write("sources.list", $"# deb http://old.example/debian bookworm main\ndeb http://cloud.example/apt cloud-sdk-bookworm main\n{line}\n");

        Assert.Equal(new AptSource("http://mirror.example/debian", keyring), Find());
    }

    [Fact]
    public void Find_NoSourceOfTheRelease_SaysWhatIsMissing()
    {
        Write("sources.list", "deb http://mirror.example/debian trixie main\n");

        Assert.Contains("bookworm main", Assert.Throws<EngineException>(Find).Message, StringComparison.Ordinal);
    }

    private AptSource Find()
    {
        Write("os-release", "ID=debian\nVERSION_CODENAME=bookworm\n");
        return AptSource.Find(_folder.FullName, Path.Combine(_folder.FullName, "os-release"));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
