using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Transactions;

public sealed class TransactionTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    [Fact]
    public async Task Commit_WritesOfTwoCollections_AreVisibleOnlyThen()
    {
        var others = Database.GetCollection<BsonDocument>("others");
        using var session = await Client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Item(1, "a", 1), cancellationToken: Token);
        await others.InsertOneAsync(session, Item(1, "a", 1), cancellationToken: Token);
        Assert.Equal(1, await Items.CountDocumentsAsync(session, Json("{}"), cancellationToken: Token));
        Assert.Equal(0, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));

        await session.CommitTransactionAsync(Token);

        Assert.Equal(1, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
        Assert.Equal(1, await others.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
    }

    [Fact]
    public async Task Abort_Writes_LeaveNothing()
    {
        using var session = await Client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Item(1, "a", 1), cancellationToken: Token);

        await session.AbortTransactionAsync(Token);

        Assert.Equal(0, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
    }

    [Fact]
    public async Task Update_OfADocumentInAnotherTransaction_IsATransientWriteConflict()
    {
        await Items.InsertOneAsync(Item(1, "a", 0), cancellationToken: Token);
        using var first = await Client.StartSessionAsync(cancellationToken: Token);
        using var second = await Client.StartSessionAsync(cancellationToken: Token);
        first.StartTransaction();
        second.StartTransaction();
        await Items.UpdateOneAsync(first, Json("{ _id: 1 }"), Json("{ $set: { a: 1 } }"), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoCommandException>(() =>
            Items.UpdateOneAsync(second, Json("{ _id: 1 }"), Json("{ $set: { a: 2 } }"), cancellationToken: Token));

        Assert.Equal(112, error.Code);
        Assert.True(error.HasErrorLabel("TransientTransactionError"));
        await first.CommitTransactionAsync(Token);
        Assert.Equal(1, (await Items.Find(Json("{ _id: 1 }")).SingleAsync(Token))["a"].AsInt32);
    }

    [Fact]
    public async Task Insert_AfterAnError_FindsTheTransactionGone()
    {
        await Items.InsertOneAsync(Item(1, "a", 0), cancellationToken: Token);
        using var session = await Client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        await Items.InsertOneAsync(session, Item(2, "a", 0), cancellationToken: Token);
        await Assert.ThrowsAsync<MongoWriteException>(() => Items.InsertOneAsync(session, Item(1, "a", 0), cancellationToken: Token));

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Items.InsertOneAsync(session, Item(3, "a", 0), cancellationToken: Token));

        Assert.Equal(251, error.Code);
        Assert.Equal(1, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
    }

    [Fact]
    public async Task Read_InATransaction_SeesTheSnapshotOfItsBegin()
    {
        await Items.InsertOneAsync(Item(1, "a", 0), cancellationToken: Token);
        using var session = await Client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        var before = await Items.CountDocumentsAsync(session, Json("{}"), cancellationToken: Token);
        await Items.InsertOneAsync(Item(2, "a", 0), cancellationToken: Token);

        Assert.Equal((1L, 1L), (before, await Items.CountDocumentsAsync(session, Json("{}"), cancellationToken: Token)));
        await session.CommitTransactionAsync(Token);
    }

    [Fact]
    public async Task WithTransaction_Contended_CountsEveryIncrement()
    {
        await Items.InsertOneAsync(Item(1, "n", 0), cancellationToken: Token);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var session = await Client.StartSessionAsync(cancellationToken: Token);
            await session.WithTransactionAsync(async (s, token) =>
            {
                var n = (await Items.Find(s, Json("{ _id: 1 }")).SingleAsync(token))["n"].AsInt32;
                await Items.UpdateOneAsync(s, Json("{ _id: 1 }"), new BsonDocument("$set", new BsonDocument("n", n + 1)), cancellationToken: token);
                return true;
            }, cancellationToken: Token);
        }));

        Assert.Equal(8, (await Items.Find(Json("{ _id: 1 }")).SingleAsync(Token))["n"].AsInt32);
    }

    [Fact]
    public async Task Start_MoreTransactionsThanThereIsRoomFor_LeavesTheServerUsable()
    {
        await Items.InsertOneAsync(Item(-1, "a", 1), cancellationToken: Token);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => Client.StartSessionAsync(cancellationToken: Token)));
        try
        {
            await Task.WhenAll(sessions.Select((session, i) => TryInsertAsync(session, i)));

            await Items.InsertOneAsync(Item(-2, "a", 1), cancellationToken: Token);
            Assert.Equal(2, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
        }
        finally
        {
            Array.ForEach(sessions, session => session.Dispose());
        }
    }

    private async Task TryInsertAsync(IClientSessionHandle session, int id)
    {
        session.StartTransaction();
        try
        {
            await Items.InsertOneAsync(session, Item(id, "a", 0), cancellationToken: Token);
        }
        catch (MongoCommandException error)
        {
            Assert.True(error.HasErrorLabel("TransientTransactionError"));
        }
    }
}
