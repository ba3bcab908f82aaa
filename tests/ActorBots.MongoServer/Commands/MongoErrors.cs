using System.Collections.Frozen;

namespace ActorBots.MongoServer.Commands;

/// <summary>MongoDB's numbers and names of errors. Source: mongodb.com/docs/manual/reference/error-codes.</summary>
internal static class MongoErrors
{
    public const int InternalError = 1;
    public const int BadValue = 2;
    public const int FailedToParse = 9;
    public const int IllegalOperation = 20;
    public const int NamespaceNotFound = 26;
    public const int CursorNotFound = 43;
    public const int NamespaceExists = 48;
    public const int MaxTimeExpired = 50;
    public const int CommandNotFound = 59;
    public const int WriteConflict = 112;
    public const int TransactionTooOld = 225;
    public const int NoSuchTransaction = 251;
    public const int TransactionCommitted = 256;
    public const int NotWritablePrimary = 10107;
    public const int DuplicateKey = 11000;
    public const int InterruptedAtShutdown = 11600;
    public const int InterruptedByStepDown = 11602;
    public const int NotPrimaryNoSecondaryOk = 13435;

    public const string TransientTransactionError = "TransientTransactionError";
    public const string UnknownTransactionCommitResult = "UnknownTransactionCommitResult";
    public const string RetryableWriteError = "RetryableWriteError";

    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [InternalError] = "InternalError",
        [BadValue] = "BadValue",
        [6] = "HostUnreachable",
        [7] = "HostNotFound",
        [FailedToParse] = "FailedToParse",
        [13] = "Unauthorized",
        [14] = "TypeMismatch",
        [15] = "Overflow",
        [16] = "InvalidLength",
        [IllegalOperation] = "IllegalOperation",
        [NamespaceNotFound] = "NamespaceNotFound",
        [27] = "IndexNotFound",
        [28] = "PathNotViable",
        [40] = "ConflictingUpdateOperators",
        [CursorNotFound] = "CursorNotFound",
        [NamespaceExists] = "NamespaceExists",
        [MaxTimeExpired] = "MaxTimeMSExpired",
        [52] = "DollarPrefixedFieldName",
        [53] = "InvalidIdField",
        [CommandNotFound] = "CommandNotFound",
        [66] = "ImmutableField",
        [67] = "CannotCreateIndex",
        [68] = "IndexAlreadyExists",
        [72] = "InvalidOptions",
        [73] = "InvalidNamespace",
        [85] = "IndexOptionsConflict",
        [86] = "IndexKeySpecsConflict",
        [89] = "NetworkTimeout",
        [91] = "ShutdownInProgress",
        [WriteConflict] = "WriteConflict",
        [115] = "CommandNotSupported",
        [121] = "DocumentValidationFailure",
        [166] = "CommandNotSupportedOnView",
        [189] = "PrimarySteppedDown",
        [224] = "QueryFeatureNotAllowed",
        [TransactionTooOld] = "TransactionTooOld",
        [NoSuchTransaction] = "NoSuchTransaction",
        [TransactionCommitted] = "TransactionCommitted",
        [262] = "ExceededTimeLimit",
        [263] = "OperationNotSupportedInTransaction",
        [292] = "QueryExceededMemoryLimitNoDiskUseAllowed",
        [9001] = "SocketException",
        [NotWritablePrimary] = "NotWritablePrimary",
        [10334] = "BSONObjectTooLarge",
        [DuplicateKey] = "DuplicateKey",
        [InterruptedAtShutdown] = "InterruptedAtShutdown",
        [InterruptedByStepDown] = "InterruptedDueToReplStateChange",
        [NotPrimaryNoSecondaryOk] = "NotPrimaryNoSecondaryOk",
        [13436] = "NotPrimaryOrSecondary",
    }.ToFrozenDictionary();

    /// <summary>Errors after which a driver may send a retryable write again. Source: the drivers' specification "Retryable Writes".</summary>
    private static readonly FrozenSet<int> Retryable =
        new[] { 6, 7, 89, 91, 189, 262, 9001, NotWritablePrimary, InterruptedAtShutdown, InterruptedByStepDown, NotPrimaryNoSecondaryOk, 13436 }.ToFrozenSet();

    public static string NameOf(int code) => Names.TryGetValue(code, out var name) ? name : $"Location{code}";

    public static bool IsRetryable(int code) => Retryable.Contains(code);
}
