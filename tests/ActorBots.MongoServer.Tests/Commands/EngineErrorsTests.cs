using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Commands;

/// <summary>Provokes each error that the table translates; MongoDB's own numbers are expected.</summary>
public sealed class EngineErrorsTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    [Theory]
    [InlineData(2, "BadValue", "{ find: 'items', filter: { a: { $foo: 1 } } }")]
    [InlineData(14, "TypeMismatch", "{ find: 'items', filter: 1 }")]
    [InlineData(26, "NamespaceNotFound", "{ listIndexes: 'absent' }")]
    [InlineData(27, "IndexNotFound", "{ dropIndexes: 'items', index: 'absent' }")]
    [InlineData(48, "NamespaceExists", "{ create: 'items', validator: { a: 1 } }")]
    [InlineData(67, "CannotCreateIndex", "{ createIndexes: 'items', indexes: [{ key: {}, name: 'none' }] }")]
    [InlineData(85, "IndexOptionsConflict", "{ createIndexes: 'items', indexes: [{ key: { u: 1 }, name: 'other', unique: true }] }")]
    [InlineData(224, "QueryFeatureNotAllowed", "{ findAndModify: 'items', query: { _id: 5, $expr: { $lt: ['$x', 1] } }, update: { $set: { a: 1 } }, upsert: true }")]
    [InlineData(40324, "Location40324", "{ aggregate: 'items', pipeline: [{ $foo: 1 }], cursor: {} }")]
    [InlineData(11000, "DuplicateKey", "{ findAndModify: 'items', query: { _id: 2 }, update: { $set: { u: 1 } }, upsert: true }")]
    public async Task RunCommand_Bad_HasMongosNumberAndName(int code, string name, string command)
    {
        await PrepareAsync();

        var error = await Assert.ThrowsAnyAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(Json(command), cancellationToken: Token));

        Assert.Equal((code, name), (error.Code, error.CodeName));
    }

    [Theory]
    [InlineData(9, "{ $foo: { a: 1 } }")]
    [InlineData(14, "{ $inc: { s: 1 } }")]
    [InlineData(28, "{ $set: { 's.x.y': 1 } }")]
    [InlineData(40, "{ $set: { a: 1 }, $inc: { a: 1 } }")]
    [InlineData(66, "{ $set: { _id: 9 } }")]
    public async Task Update_Bad_HasMongosNumberAsWriteError(int code, string update)
    {
        await PrepareAsync();

        var error = await Assert.ThrowsAsync<MongoWriteException>(() => Items.UpdateOneAsync(Json("{ _id: 1 }"), Json(update), cancellationToken: Token));

        Assert.Equal(code, error.WriteError.Code);
    }

    private async Task PrepareAsync()
    {
        await Items.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Json("{ u: 1 }"), new CreateIndexOptions { Unique = true }), cancellationToken: Token);
        await Items.InsertOneAsync(Json("{ _id: 1, s: 'text', u: 1 }"), cancellationToken: Token);
    }
}
