namespace ActorBots.Actors.Hosting;

/// <summary>The registry's key of the account gateways' shard region.</summary>
public sealed class AccountRegion
{
    /// <summary>The region's type name; part of stored ids, never changed.</summary>
    public const string TypeName = "account";

    private AccountRegion()
    {
    }
}
