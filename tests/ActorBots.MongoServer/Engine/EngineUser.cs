namespace ActorBots.MongoServer.Engine;

/// <summary>PostgreSQL refuses to run as root: root lends its processes to a user without rights.</summary>
internal static class EngineUser
{
    private static readonly string[] Candidates = ["nobody", "daemon", "www-data"];

    private static readonly Lazy<(string Name, string UserId, string GroupId)?> Other = new(Find);

    /// <summary>The command before a program: changes the user where need be.</summary>
    /// <param name="endWithParent">The program ends at once when the thread that started it does.</param>
    public static IReadOnlyList<string> Launcher(bool endWithParent)
    {
        List<string> launcher = ["setpriv"];
        if (Other.Value is { } user)
        {
            launcher.AddRange(["--reuid", user.UserId, "--regid", user.GroupId, "--clear-groups"]);
        }

        if (endWithParent)
        {
            launcher.AddRange(["--pdeathsig", "QUIT"]);
        }

        return launcher.Count == 1 ? ["env"] : [.. launcher, "--"];
    }

    /// <summary>Gives a folder to that user.</summary>
    public static async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (Other.Value is { } user)
        {
            await Tool.RunAsync("chown", ["-R", $"{user.UserId}:{user.GroupId}", folder], cancellationToken);
        }
    }

    private static (string Name, string UserId, string GroupId)? Find()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToLookup(fields => fields[0]);
        return Candidates.Where(users.Contains).Select(name => ((string, string, string)?)(name, users[name].First()[2], users[name].First()[3])).FirstOrDefault()
            ?? throw new EngineException($"root needs one of the users {string.Join(", ", Candidates)} to run PostgreSQL: none is in /etc/passwd");
    }
}
