namespace ActorBots.MongoServer.Wire;

/// <summary>Who is at the other end of a connection, as its first hello said.</summary>
internal sealed class ClientIdentity(int connectionId)
{
    public int ConnectionId { get; } = connectionId;

    public string ApplicationName { get; set; } = string.Empty;
}
