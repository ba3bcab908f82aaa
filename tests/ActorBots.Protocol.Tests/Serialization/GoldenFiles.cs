namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>
/// The recorded bytes and lists in <c>Golden</c>. Set <c>ACTORBOTS_RECORD_GOLDEN=1</c> and run these tests to record what is new; what is
/// there already is never written over, because a journal somewhere has it.
/// </summary>
internal static class GoldenFiles
{
    private const string Switch = "ACTORBOTS_RECORD_GOLDEN";

    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "tests", "ActorBots.Protocol.Tests", "Golden");

    public static bool IsRecording => Environment.GetEnvironmentVariable(Switch) == "1";

    public static IEnumerable<string> Hexes => Directory.GetFiles(Folder, "*.hex").Select(f => Path.GetFileName(f));

    public static byte[] Read(string name, Func<byte[]> current)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path) && IsRecording)
        {
            var hex = Convert.ToHexStringLower(current());
            File.WriteAllLines(path, hex.Chunk(120).Select(line => new string(line)));
        }

        Assert.True(File.Exists(path), $"{name} is not recorded; set {Switch}=1 and run the tests again");
        return Convert.FromHexString(string.Concat(File.ReadAllLines(path)));
    }

    public static void AssertList(string name, IEnumerable<string> current)
    {
        var path = Path.Combine(Folder, name);
        var recorded = File.Exists(path) ? File.ReadAllLines(path) : [];
        var now = current.ToArray();
        Assert.Empty(recorded.Except(now, StringComparer.Ordinal));
        var added = now.Except(recorded, StringComparer.Ordinal).ToArray();
        if (IsRecording && added.Length > 0)
        {
            File.WriteAllLines(path, recorded.Concat(added).Order(StringComparer.Ordinal));
            return;
        }

        Assert.Empty(added);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("no folder above the tests has ActorBots.sln");
    }
}
