namespace ActorBots.Testing;

/// <summary>
/// Programs that tests start as processes of their own, from the folders that they are built into: beside the tests they would find the
/// tests' libraries instead of theirs.
/// </summary>
public static class TestProgram
{
    /// <summary>The assembly of a program, built as the running tests are.</summary>
    /// <param name="project">The program's project in <c>tests</c>.</param>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static string PathOf(string project)
    {
        // …/tests/<project of the tests>/bin/<configuration>/<framework>/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (var folder = framework.Parent; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
            {
                var assembly = Path.Combine(folder.FullName, "tests", project, "bin", framework.Parent!.Name, framework.Name, $"{project}.dll");
                return File.Exists(assembly) ? assembly : throw new FileNotFoundException($"build tests/{project} first", assembly);
            }
        }

        throw new InvalidOperationException("the tests run outside of the repository: no ActorBots.sln above them");
    }
}
