using ActorBots.EndToEnd.Tests.Demo;
using ActorBots.EndToEnd.Tests.Processes;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Commands;

/// <summary>What a node kept on SQLite goes on living on MongoDB.</summary>
public sealed class StorageCopyTests(MongoFixture mongo, ITestOutputHelper output) : IClassFixture<MongoFixture>
{
    private static readonly TimeSpan CopyTimeout = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Copy_OfADemoThatTraded_GoesOnOnMongoWithBalancedBooks()
    {
        using var folder = new TemporaryFolder();
        var target = new MongoUrlBuilder(mongo.ConnectionString) { DatabaseName = mongo.NewDatabaseName() }.ToString();
        var before = await PlayAsync(folder, "sqlite");

        var first = await CopyAsync(folder, target);
        var again = await CopyAsync(folder, target);
        var after = await PlayAsync(folder, target);

        Assert.True(first.Code == 0, first.Text);
        Assert.Contains("4 documents", first.Text, StringComparison.Ordinal);
        Assert.Contains("journal: 4 bots", first.Text, StringComparison.Ordinal);
        Assert.Equal(2, again.Code);
        Assert.Contains("has bots already", again.Text, StringComparison.Ordinal);
        Assert.True(after.GetProperty("trades").GetInt32() > before.GetProperty("trades").GetInt32(), after.ToString());
        Assert.True(after.GetProperty("books_balanced").GetBoolean(), after.ToString());
        Assert.Equal(0, after.GetProperty("duplicate_client_order_ids").GetInt32());
        Assert.Equal(0, after.GetProperty("positions_without_stop").GetInt32());
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = target });
        await connection.Client.DropDatabaseAsync(connection.Database.DatabaseNamespace.DatabaseName);
    }

    private static async Task<System.Text.Json.JsonElement> PlayAsync(TemporaryFolder folder, string storage)
    {
        await using var demo = DemoProcess.Start(folder.FullName, "--speed", "600", "--seed", "3", "--for", "4s", "--storage", storage);
        return await demo.ReportAsync();
    }

    private async Task<(int Code, string Text)> CopyAsync(TemporaryFolder folder, string target)
    {
        await using var copy = ChildProcess.Start(Programs.ActorBots, Path.GetTempPath(), "storage", "copy", "--from", folder.FullName, "--to", target);
        var code = await copy.EndAsync(CopyTimeout);
        output.WriteLine(copy.ToString());
        return (code, copy.ToString());
    }
}
