using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using ActorBots.Testing.Leases;
using ActorBots.Testing.Mongo;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Event;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>A lease with a connection of its own over a line of its own.</summary>
internal sealed class LeaseOnLine : LeaseUnderTest
{
    private readonly FaultyLink _line;
    private readonly MongoConnection _connection;
    private readonly MongoLease _lease;

    private LeaseOnLine(FaultyLink line, MongoConnection connection, MongoLease lease)
    {
        _line = line;
        _connection = connection;
        _lease = lease;
    }

    public override Lease Lease => _lease;

    public override long? Token => _lease.FencingToken;

    public static async Task<LeaseOnLine> OpenAsync(string server, string database, LeaseSettings settings, TimeProvider? clock = null)
    {
        var line = await FaultyLink.StartAsync(server);
        var connection = MongoConnection.Create(new MongoSettings { ConnectionString = line.ConnectionString(server), Database = database });
        var lease = new MongoLease(settings, new LeaseTable(connection), clock ?? TimeProvider.System, NoLogger.Instance);
        return new LeaseOnLine(line, connection, lease);
    }

    public static LeaseSettings Settings(string name, string owner, TimeSpan timeout, TimeSpan interval, TimeSpan operation, string config = "") =>
        new(name, owner, new TimeoutSettings(interval, timeout, operation), ConfigurationFactory.ParseString($"collection = leases\n{config}"));

    public override Task CutAsync() => _line.SetAsync(LinkFault.BlackHole);

    public override Task LoseAnswersAsync() => _line.SetAsync(LinkFault.AnswersLost);

    public override Task HealAsync() => _line.HealAsync();

    public override async ValueTask DisposeAsync()
    {
        _lease.Abandon();
        _connection.Dispose();
        await _line.DisposeAsync();
    }
}
