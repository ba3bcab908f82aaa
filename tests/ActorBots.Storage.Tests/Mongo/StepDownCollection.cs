namespace ActorBots.Storage.Tests.Mongo;

/// <summary>Tests that take the whole server's primary away run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StepDownCollection
{
    public const string Name = "step-down";
}
