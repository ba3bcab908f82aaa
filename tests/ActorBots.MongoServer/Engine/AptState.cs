using System.Text;
using System.Text.RegularExpressions;

namespace ActorBots.MongoServer.Engine;

/// <summary>A state of apt's own in a folder: one source, and no knowledge of what is installed on the machine.</summary>
internal sealed partial class AptState(string folder)
{
    /// <summary>The release that has the engine.</summary>
    private const string Suite = "forky";

    // Asked for by the packages, never loaded by the engine: counted as installed, they and what they need stay away.
    private static readonly string[] NotNeeded =
    [
        "adduser", "base-passwd", "debconf", "init-system-helpers", "libc-bin", "libc-l10n", "libjson-perl", "libpam-modules",
        "libpam-modules-bin", "libpam-runtime", "locales", "login.defs", "mysql-common", "netbase", "openssl", "passwd", "perl", "perl-base",
        "postgresql-client-common", "postgresql-common", "procps", "proj-data", "readline-common", "sensible-utils", "ssl-cert", "systemd",
        "sysvinit-utils", "tzdata", "ucf",
    ];

    private string Configuration => Path.Combine(folder, "apt.conf");

    private string Status => Path.Combine(folder, "status");

    public string Archives => Path.Combine(folder, "archives");

    /// <summary>Writes the configuration and reads the mirror's index; its signature is checked, its age is not.</summary>
    public async Task UpdateAsync(AptSource source, CancellationToken cancellationToken)
    {
        foreach (var child in new[] { "lists/partial", "archives/partial", "etc", "log" })
        {
            Directory.CreateDirectory(Path.Combine(folder, child));
        }

        // A mirror's copy of a release in preparation may be older than its index says that it is valid.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "etc", "sources.list"), $"deb [signed-by={source.Keyring} check-valid-until=no] {source.Address} {Suite} main\n", cancellationToken);
        await File.WriteAllTextAsync(Configuration, ConfigurationText(await ProxiesAsync(cancellationToken)), cancellationToken);
        await File.WriteAllTextAsync(Status, string.Empty, cancellationToken);
        await AptAsync("apt-get", ["update", "-qq", "-o", "APT::Update::Error-Mode=any"], cancellationToken);
        var names = await AptAsync("apt-cache", ["pkgnames"], cancellationToken);
        var versioned = names.Split('\n').Where(name => VersionedNotNeeded().IsMatch(name));
        await File.WriteAllTextAsync(Status, string.Concat(NotNeeded.Concat(versioned).Select(Installed)), cancellationToken);
    }

    /// <summary>Downloads a package and what it needs into <see cref="Archives"/>; apt checks each archive's hash against the signed index.</summary>
    public async Task DownloadAsync(string package, CancellationToken cancellationToken)
    {
        string[] download = ["install", "--download-only", "-y", "-qq", package];
        try
        {
            await AptAsync("apt-get", download, cancellationToken);
        }
        catch (EngineException)
        {
            // A package that is not needed has to have an exact version by now: take all of them.
            await File.WriteAllTextAsync(Status, string.Empty, cancellationToken);
            await AptAsync("apt-get", download, cancellationToken);
        }
    }

    private Task<string> AptAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        Tool.RunAsync(program, arguments, cancellationToken, new Dictionary<string, string> { ["APT_CONFIG"] = Configuration });

    /// <summary>What the machine says about its way to the mirrors.</summary>
    private static async Task<string> ProxiesAsync(CancellationToken cancellationToken)
    {
        var settings = await Tool.RunAsync("apt-config", ["dump", "--format", "%F \"%v\";%n", "Acquire"], cancellationToken);
        return string.Join('\n', settings.Split('\n').Where(line => WayToMirror().IsMatch(line)));
    }

    private string ConfigurationText(string proxies) => new StringBuilder()
        .AppendLine($"Dir \"{folder}\";")
        .AppendLine($"Dir::State \"{folder}\";")
        .AppendLine($"Dir::State::lists \"{folder}/lists\";")
        .AppendLine($"Dir::State::status \"{Status}\";")
        .AppendLine($"Dir::Cache \"{folder}\";")
        .AppendLine($"Dir::Cache::archives \"{Archives}\";")
        .AppendLine($"Dir::Etc \"{folder}/etc\";")
        .AppendLine("Dir::Etc::netrc \"/etc/apt/auth.conf\";")
        .AppendLine("Dir::Etc::netrcparts \"/etc/apt/auth.conf.d\";")
        .AppendLine($"Dir::Log \"{folder}/log\";")
        .AppendLine($"APT::Sandbox::User \"{Environment.UserName}\";")
        .AppendLine("APT::Install-Recommends \"false\";")
        .AppendLine("Acquire::Languages \"none\";")
        .AppendLine("Acquire::Retries \"3\";")
        .AppendLine("Debug::NoLocking \"true\";")
        .AppendLine(proxies)
        .ToString();

    private static string Installed(string package) =>
        $"""
        Package: {package}
        Status: install ok installed
        Maintainer: nobody
        Architecture: {Architecture}
        Multi-Arch: foreign
        Version: 999:1
        Description: not needed


        """;

    private static string Architecture => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => throw new EngineException($"no engine for {other}: allowed are x64 and arm64"),
    };

    [GeneratedRegex(@"^lib(gdal|sfcgal|llvm)\d+(\.\d+)?$")]
    private static partial Regex VersionedNotNeeded();

    [GeneratedRegex("^Acquire::(.*Proxy|https)", RegexOptions.IgnoreCase)]
    private static partial Regex WayToMirror();
}
