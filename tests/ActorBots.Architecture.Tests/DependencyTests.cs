using System.Reflection;
using System.Xml.Linq;

namespace ActorBots.Architecture.Tests;

/// <summary>References go one way only. The table says what each project may reference and which packages it must never see.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Drivers = ["Microsoft.Data.Sqlite", "SQLitePCLRaw", "Dapper", "MongoDB", "Akka.Persistence.Sql"];
    private static readonly string[] Screens = ["Spectre.Console", "System.CommandLine", "Serilog"];

    private static readonly Dictionary<string, (string[] MayReference, string[] NeverSees)> Table = new()
    {
        ["ActorBots.Domain"] = ([], ["Akka", "Google.Protobuf", "Microsoft", "System.Net", "System.IO.Pipelines", .. Drivers, .. Screens]),
        ["ActorBots.Ports"] = (["Domain"], ["Akka", "Google.Protobuf", "System.Net", .. Drivers, .. Screens]),
        ["ActorBots.Protocol"] = (["Domain", "Ports"], ["System.Net.Http", "System.Net.WebSockets", .. Drivers, .. Screens]),
        ["ActorBots.Actors"] =
            (["Domain", "Ports", "Protocol"], ["System.Net.Http", "System.Net.WebSockets", .. Drivers, .. Screens]),
        ["ActorBots.Venues"] = (["Domain", "Ports"], ["Akka", "Google.Protobuf", .. Drivers, .. Screens]),
        ["ActorBots.Simulation"] = (["Domain", "Ports"], ["Akka", "Google.Protobuf", .. Screens]),
        ["ActorBots.Storage"] = (["Domain", "Ports"], ["Akka.Cluster", "Akka.Remote", "Google.Protobuf", "System.Net.Http", .. Screens]),
        ["ActorBots.Host"] = (["Domain", "Ports", "Protocol", "Actors", "Venues", "Simulation", "Storage"], []),
    };

    public static TheoryData<string> Projects => [.. Table.Keys];

    [Fact]
    public void Projects_InSource_AreAllInTheTable()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "ActorBots.*").Select(Path.GetFileName);

        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_AreAllowed(string project)
    {
        var (mayReference, neverSees) = Table[project];
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        var projects = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        var packages = file.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

        Offenders.None(projects.Except(mayReference.Select(name => $"ActorBots.{name}")));
        Offenders.None(packages.Where(package => IsAny(package, neverSees)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_AreAllowed(string project)
    {
        var (mayReference, neverSees) = Table[project];

        var references = Load(project).GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        var own = references.Where(name => name.StartsWith("ActorBots.", StringComparison.Ordinal));
        Offenders.None(own.Except(mayReference.Select(name => $"ActorBots.{name}")));
        Offenders.None(references.Where(name => IsAny(name, neverSees)));
    }

    [Fact]
    public void Domain_Packages_AreNone() =>
        Offenders.None(XDocument.Load(Path.Combine(Repository.Root, "src", "ActorBots.Domain", "ActorBots.Domain.csproj"))
            .Descendants().Where(element => element.Name.LocalName is "PackageReference" or "FrameworkReference"));

    [Fact]
    public void Venues_OneVenueFolder_NeverNamesAnother()
    {
        const string Prefix = "ActorBots.Venues.";
        var files = Repository.Sources.Where(file => file.IsShipped && file.FolderNamespace.StartsWith(Prefix, StringComparison.Ordinal)).ToArray();
        var venues = files.Select(file => VenueOf(file, Prefix)).Distinct().Where(name => name is not "Transport").ToArray();

        var offenders = files.SelectMany(file => venues
            .Where(venue => venue != VenueOf(file, Prefix) && file.Code.Contains($"{Prefix}{venue}", StringComparison.Ordinal))
            .Select(venue => $"{file} names {venue}"));

        Offenders.None(offenders);
    }

    private static string VenueOf(SourceFile file, string prefix) => file.FolderNamespace[prefix.Length..].Split('.')[0];

    private static Assembly Load(string project) => Assembly.Load(project == "ActorBots.Host" ? "actorbots" : project);

    private static bool IsAny(string name, string[] forbidden) =>
        forbidden.Any(prefix => name == prefix || name.StartsWith($"{prefix}.", StringComparison.Ordinal));
}
