using ActorBots.MongoServer.Wire;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ActorBots.MongoServer.Commands;

/// <summary>The engine's answers to writes, with MongoDB's numbers and wording of errors.</summary>
internal static class WriteReplies
{
    private const string ErrorsField = "writeErrors";

    /// <summary>The answer with the errors translated; untouched where there are none.</summary>
    public static ReadOnlyMemory<byte> Translated(byte[] reply, string name)
    {
        if (!HasErrors(reply))
        {
            return reply;
        }

        var translated = BsonSerializer.Deserialize<BsonDocument>(reply);
        foreach (var error in translated[ErrorsField].AsBsonArray.Select(item => item.AsBsonDocument))
        {
            var code = EngineErrors.CodeOf(error["code"].ToInt32());
            error["code"] = code;
            if (code == MongoErrors.DuplicateKey)
            {
                error["errmsg"] = DuplicateMessage(name, error["errmsg"].AsString.Split('\'') is [_, var index, ..] ? index : "unknown");
            }
        }

        return translated.ToBson();
    }

    /// <summary>As <see cref="Translated"/>; a conflict is an error of the whole command there, and any error ends the transaction.</summary>
    public static ReadOnlyMemory<byte> InTransaction(CommandContext context, byte[] reply)
    {
        if (!HasErrors(reply))
        {
            return reply;
        }

        context.FailsTransaction = true;
        var errors = BsonSerializer.Deserialize<BsonDocument>(reply)[ErrorsField].AsBsonArray;
        return errors.Any(error => EngineErrors.CodeOf(error["code"].ToInt32()) == MongoErrors.WriteConflict)
            ? throw new CommandException(MongoErrors.WriteConflict, "Write conflict during the transaction; please retry it", [MongoErrors.TransientTransactionError])
            : Translated(reply, context.Namespace);
    }

    public static string DuplicateMessage(string name, string index) => $"E11000 duplicate key error collection: {name} index: {index}";

    /// <summary>A single upsert found a duplicate key: perhaps another one was faster.</summary>
    public static bool IsLostUpsert(CommandContext context, byte[] reply) =>
        HasErrors(reply) && IsUpsert(context)
        && BsonSerializer.Deserialize<BsonDocument>(reply)[ErrorsField].AsBsonArray is [var error]
        && EngineErrors.CodeOf(error["code"].ToInt32()) == MongoErrors.DuplicateKey;

    /// <summary>A command that is one upsert.</summary>
    public static bool IsUpsert(CommandContext context)
    {
        if (context.Request.Sequence is not { Field: "updates" } sequence)
        {
            return context.Body.GetValue("upsert", false).ToBoolean();
        }

        return RawBson.Documents(sequence.Documents).Take(2).ToArray() is [var only]
            && BsonSerializer.Deserialize<BsonDocument>(only.ToArray()).GetValue("upsert", false).ToBoolean();
    }

    private static bool HasErrors(byte[] reply)
    {
        var found = false;
        RawBson.VisitFields(reply, (_, field, _) => found |= field.SequenceEqual("writeErrors"u8));
        return found;
    }
}
