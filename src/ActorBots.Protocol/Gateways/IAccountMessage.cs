namespace ActorBots.Protocol.Gateways;

/// <summary>A message for the gateway of one venue account; the shard region routes it by the account's id.</summary>
public interface IAccountMessage : IProtocolMessage
{
    /// <summary>Which account: <c>&lt;exchange&gt;.&lt;account name&gt;</c>.</summary>
    string AccountId { get; }
}
