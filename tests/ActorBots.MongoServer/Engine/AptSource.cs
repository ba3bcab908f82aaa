namespace ActorBots.MongoServer.Engine;

/// <summary>Where this machine takes Debian's packages from.</summary>
/// <param name="Address">The mirror.</param>
/// <param name="Keyring">The keys that its index is signed with.</param>
internal sealed record AptSource(string Address, string Keyring)
{
    private const string DebianKeyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /// <summary>Reads the machine's own sources, in both forms that apt knows.</summary>
    /// <exception cref="EngineException">None of them is Debian's main archive.</exception>
    public static AptSource OfThisMachine() => Find("/etc/apt", "/etc/os-release");

    internal static AptSource Find(string aptFolder, string releaseFile)
    {
        var codename = Codename(releaseFile);
        var parts = Path.Combine(aptFolder, "sources.list.d");
        string[] more = Directory.Exists(parts) ? [.. Directory.GetFiles(parts).Order(StringComparer.Ordinal)] : [];
        var lines = new[] { Path.Combine(aptFolder, "sources.list") }.Concat(more.Where(file => file.EndsWith(".list", StringComparison.Ordinal)))
            .Where(File.Exists).SelectMany(File.ReadLines).Select(line => OfLine(line, codename));
        var stanzas = more.Where(file => file.EndsWith(".sources", StringComparison.Ordinal))
            .SelectMany(file => File.ReadAllText(file).Split("\n\n")).Select(stanza => OfStanza(stanza, codename));
        return stanzas.Concat(lines).FirstOrDefault(source => source is not null)
            ?? throw new EngineException($"no source for {codename} main in {aptFolder}: the engine's packages come from the machine's own Debian mirror");
    }

    private static string Codename(string releaseFile) => File.ReadLines(releaseFile)
        .Where(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal))
        .Select(line => line.Split('=')[1].Trim('"')).FirstOrDefault()
        ?? throw new EngineException($"{releaseFile} names no release: the engine needs Debian, or set ACTORBOTS_TEST_MONGODB to a server that is there");

    // deb [signed-by=/path other=option] address suite component …
    private static AptSource? OfLine(string line, string codename)
    {
        var text = line.Split('#')[0].Trim();
        if (!text.StartsWith("deb ", StringComparison.Ordinal))
        {
            return null;
        }

        var keyring = DebianKeyring;
        text = text[4..].Trim();
        if (text.StartsWith('['))
        {
            var options = text[1..text.IndexOf(']', StringComparison.Ordinal)].Split(' ');
            keyring = options.FirstOrDefault(option => option.StartsWith("signed-by=/", StringComparison.Ordinal))?["signed-by=".Length..] ?? keyring;
            text = text[(text.IndexOf(']', StringComparison.Ordinal) + 1)..];
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && words[1] == codename && words.Skip(2).Contains("main") ? new AptSource(words[0], keyring) : null;
    }

    private static AptSource? OfStanza(string stanza, string codename)
    {
        var fields = stanza.Split('\n')
            .Where(line => !line.StartsWith('#') && !line.StartsWith(' ') && line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2))
            .GroupBy(pair => pair[0].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First()[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var isDebian = Words(fields, "Types").Contains("deb") && Words(fields, "Suites").Contains(codename)
            && Words(fields, "Components").Contains("main") && fields.GetValueOrDefault("Enabled") != "no";
        var keyring = fields.GetValueOrDefault("Signed-By") is ['/', ..] path ? path : DebianKeyring;
        return isDebian && Words(fields, "URIs") is [var address, ..] ? new AptSource(address, keyring) : null;
    }

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
