namespace ActorBots.Host.Tests.Commands;

/// <summary>Tests that take the process's console over; one at a time, beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
