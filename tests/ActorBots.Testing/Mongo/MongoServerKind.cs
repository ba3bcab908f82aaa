namespace ActorBots.Testing.Mongo;

/// <summary>Which MongoDB the tests talk to, in the order in which it is looked for.</summary>
public enum MongoServerKind
{
    /// <summary>The one that <c>ACTORBOTS_TEST_MONGODB</c> names.</summary>
    Given,

    /// <summary>A <c>mongod</c> of this machine, started by the tests.</summary>
    Mongod,

    /// <summary>A container.</summary>
    Docker,

    /// <summary>The DocumentDB engine behind the wire front of this repository. It is not MongoDB: races say nothing about it there.</summary>
    DocumentDb,
}
