using System.Collections.Immutable;
using System.Globalization;
using Akka.Coordination;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>A lease's settings, checked.</summary>
internal sealed record MongoLeaseSettings
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required TimeSpan HeartbeatInterval { get; init; }

    /// <summary>How long the store keeps a lease without renewal.</summary>
    public required TimeSpan HeartbeatTimeout { get; init; }

    public required TimeSpan OperationTimeout { get; init; }

    public required string Collection { get; init; }

    /// <summary>A secret; empty when the system's setup has the connection.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// How long the holder trusts a grant. The two intervals that it is shorter than the time-out are for clocks that run at different
    /// speeds, members of the replica set whose clocks differ, and for the holder to stop what it is doing.
    /// </summary>
    public TimeSpan Trust => HeartbeatTimeout - (2 * HeartbeatInterval);

    /// <summary>Reads and checks Akka's lease settings.</summary>
    /// <exception cref="MongoSettingsException">With all problems.</exception>
    public static MongoLeaseSettings Of(LeaseSettings lease)
    {
        var config = lease.LeaseConfig;
        var settings = new MongoLeaseSettings
        {
            Name = lease.LeaseName,
            Owner = lease.OwnerName,
            HeartbeatInterval = lease.TimeoutSettings.HeartbeatInterval,
            HeartbeatTimeout = lease.TimeoutSettings.HeartbeatTimeout,
            OperationTimeout = lease.TimeoutSettings.OperationTimeout,
            Collection = config.GetString("collection", LeaseTable.DefaultCollection),
            ConnectionString = config.GetString("connection-string", string.Empty),
        };
        var problems = settings.Problems();
        return problems.IsEmpty ? settings : throw new MongoSettingsException(problems);
    }

    /// <summary>The settings without the secret.</summary>
    public override string ToString() => $"MongoLeaseSettings {{ Name = {Name}, Owner = {Owner}, Collection = {Collection} }}";

    private ImmutableArray<string> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        void Demand(bool isGood, string key, object value, string allowed)
        {
            if (!isGood)
            {
                problems.Add($"{key} '{value}' of lease '{Name}': allowed is {allowed}");
            }
        }

        // Akka asks for less than a half. From a third on a lease would be given up before its first renewal: the trust, which is the
        // time-out less two intervals, would be no longer than one.
        var third = HeartbeatTimeout / 3;
        Demand(!string.IsNullOrWhiteSpace(Name), "lease name", Name, "a name that is not blank");
        Demand(!string.IsNullOrWhiteSpace(Owner), "owner", Owner, "a name that is not blank");
        Demand(HeartbeatTimeout <= LongestTimeout, "heartbeat-timeout", Text(HeartbeatTimeout), $"at most {Text(LongestTimeout)}");
        Demand(
            HeartbeatInterval >= ShortestInterval && HeartbeatInterval < third,
            "heartbeat-interval",
            Text(HeartbeatInterval),
            $"{Text(ShortestInterval)} to less than {Text(third)}, a third of heartbeat-timeout");
        Demand(
            OperationTimeout >= ShortestInterval && OperationTimeout <= Trust,
            "lease-operation-timeout",
            Text(OperationTimeout),
            $"{Text(ShortestInterval)} to {Text(Trust)}, which is heartbeat-timeout less two heartbeat-intervals");
        Demand(
            Collection.Length is > 0 and <= 100 && !Collection.Contains('$') && !Collection.StartsWith("system.", StringComparison.Ordinal),
            "collection",
            Collection,
            "a name of 1 to 100 characters without a dollar sign that does not begin with 'system.'");
        return problems.ToImmutable();
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");
}
