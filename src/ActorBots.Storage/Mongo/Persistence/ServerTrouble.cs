using System.Collections.Frozen;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Tells errors that pass (the server is away, elects, or is busy) from those that stay.</summary>
internal static class ServerTrouble
{
    private const int DuplicateKey = 11000;
    private const string TransientTransaction = "TransientTransactionError";
    private const string UnknownCommit = "UnknownTransactionCommitResult";
    private const string RetryableWrite = "RetryableWriteError";

    // HostUnreachable, HostNotFound, LockTimeout, MaxTimeMSExpired, WriteConcernFailed, NetworkTimeout, ShutdownInProgress, WriteConflict,
    // FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet, PrimarySteppedDown, NoSuchTransaction, ExceededTimeLimit,
    // SocketException, NotWritablePrimary, InterruptedAtShutdown, Interrupted…, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
    private static readonly FrozenSet<int> Passing = FrozenSet.Create(
        6, 7, 24, 50, 64, 89, 91, 112, 133, 134, 189, 251, 262, 9001, 10107, 11600, 11601, 11602, 13435, 13436);

    /// <summary>Whether the same command may succeed later. Says nothing about whether it was executed.</summary>
    public static bool Passes(Exception error) => error switch
    {
        TimeoutException or MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException => true,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException or MongoWriteConcernException => true,
        MongoCommandException command => Passing.Contains(command.Code) || HasPassingLabel(command),
        MongoBulkWriteException bulk => bulk.WriteConcernError is not null || bulk.WriteErrors.All(Passes),
        MongoWriteException write => write.WriteConcernError is not null || (write.WriteError is { } own && Passes(own)),
        MongoException other => HasPassingLabel(other),
        _ => false,
    };

    public static bool Passes(WriteError error) => Passing.Contains(error.Code);

    public static bool IsDuplicate(WriteError error) => error.Category == ServerErrorCategory.DuplicateKey || error.Code == DuplicateKey;

    public static bool IsDuplicate(Exception error) => error switch
    {
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(IsDuplicate),
        MongoWriteException { WriteError: { } own } => IsDuplicate(own),
        MongoCommandException command => command.Code == DuplicateKey,
        _ => false,
    };

    public static bool LeavesCommitUnknown(Exception error) =>
        error is MongoException labelled && labelled.HasErrorLabel(UnknownCommit) && !labelled.HasErrorLabel(TransientTransaction);

    private static bool HasPassingLabel(MongoException error) =>
        error.HasErrorLabel(TransientTransaction) || error.HasErrorLabel(UnknownCommit) || error.HasErrorLabel(RetryableWrite);
}
