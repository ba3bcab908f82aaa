using ActorBots.Host.Tests.Commands;

namespace ActorBots.Host.Tests.Nodes;

/// <summary>The load programs run; what they measure is nobody's business here.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class BenchmarksSmokeTests
{
    [Theory]
    [InlineData("hub")]
    [InlineData("decide")]
    [InlineData("journal")]
    [InlineData("mongo")]
    [InlineData("mongo-recovery")]
    public async Task Main_Smoke_Ends(string verb) => Assert.Equal(0, await Benchmarks.Program.Main([verb, "--smoke"]));

    [Fact]
    public async Task Main_UnknownVerb_IsRefused() => Assert.Equal(2, await Benchmarks.Program.Main(["floppy"]));
}
