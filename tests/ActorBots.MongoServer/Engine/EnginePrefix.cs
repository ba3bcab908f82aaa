namespace ActorBots.MongoServer.Engine;

/// <summary>The unpacked packages. Programs of a newer Debian run on an older one by the loader and the libraries that came with them.</summary>
internal sealed class EnginePrefix(string folder)
{
    private const string PostgresFolder = "usr/lib/postgresql/18";
    private static readonly string[] Programs = ["postgres", "initdb"];

    private string Postgres => Path.Combine(folder, PostgresFolder);

    private string ProgramPath(string program) => Path.Combine(Postgres, "bin", program);

    /// <summary>Unpacks all archives and makes the programs find each other and their libraries.</summary>
    public static async Task<EnginePrefix> UnpackAsync(string folder, IEnumerable<string> archives, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var archive in archives)
        {
            await Tool.RunAsync("dpkg-deb", ["--extract", archive, folder], cancellationToken);
        }

        var prefix = new EnginePrefix(folder);
        foreach (var program in Programs)
        {
            await prefix.WrapAsync(program, cancellationToken);
        }

        // Debian chooses between versions of PostGIS by alternatives, which nobody has set up here.
        var extensions = Path.Combine(folder, "usr/share/postgresql/18/extension");
        File.CreateSymbolicLink(Path.Combine(extensions, "postgis.control"), "postgis-3.control");
        return prefix;
    }

    /// <summary>The command of one of the engine's programs.</summary>
    public IReadOnlyList<string> Command(string program) =>
    [
        "env", $"PROJ_DATA={Path.Combine(folder, "usr/share/proj")}", Loader, "--argv0", ProgramPath(program),
        "--library-path", LibraryPath, Original(program),
    ];

    private string Original(string program) => Path.Combine(Postgres, "original", program);

    private string Libraries => Path.GetDirectoryName(Loader)!;

    // One extension's library needs another's.
    private string LibraryPath => $"{Libraries}:{Path.Combine(Postgres, "lib")}";

    private string Loader => Directory.GetDirectories(Path.Combine(folder, "usr/lib"), "*-linux-gnu")
        .SelectMany(libraries => Directory.GetFiles(libraries, "ld-linux-*.so.*")).FirstOrDefault()
        ?? throw new EngineException($"no loader in {folder}: the package libc6 is missing");

    // initdb runs postgres by its path: a launcher stands there.
    private async Task WrapAsync(string program, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(Postgres, "original"));
        File.Move(ProgramPath(program), Original(program));
        var command = string.Join(' ', Command(program).Select(word => $"'{word}'"));
        await File.WriteAllTextAsync(ProgramPath(program), $"#!/bin/sh\nexec {command} \"$@\"\n", cancellationToken);
        await Tool.RunAsync("chmod", ["755", ProgramPath(program)], cancellationToken);
    }
}
