namespace ActorBots.MongoServer.Wire;

/// <summary>The messages of the wire protocol that are spoken here. Source: mongodb.com/docs/manual/reference/mongodb-wire-protocol.</summary>
internal enum OpCode
{
    Reply = 1,
    Query = 2004,
    Msg = 2013,
}
