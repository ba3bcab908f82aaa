using System.Text.Json;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Tests.Positions;

public sealed class ExitReasonsTests
{
    [Fact]
    public void Name_EachReason_IsAllowedByTheDatabase()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no folder above the tests has ActorBots.sln");
        }

        using var validator = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "k8s", "mongodb", "validators", "trades.json")));
        var allowed = validator.RootElement.GetProperty("$jsonSchema").GetProperty("properties").GetProperty("exit_reason").GetProperty("enum");

        Assert.Equal(
            Enum.GetValues<ExitReason>().Select(r => r.Name()).Order(StringComparer.Ordinal),
            allowed.EnumerateArray().Select(e => e.GetString()!).Order(StringComparer.Ordinal));
    }
}
