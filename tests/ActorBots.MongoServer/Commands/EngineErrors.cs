using System.Collections.Frozen;
using Npgsql;

namespace ActorBots.MongoServer.Commands;

/// <summary>
/// The engine's errors in MongoDB's numbers. The engine gives classes of five characters (SQLSTATE), and inside <c>writeErrors</c> the same
/// five characters packed into a number of six bits each. The classes <c>M…</c> were found by provoking each error (EngineErrorsTests).
/// </summary>
internal static class EngineErrors
{
    private const int SqlStateLength = 5;
    private const int BitsPerCharacter = 6;
    private const int CharacterOffset = '0';

    private static readonly FrozenDictionary<string, int> Codes = new Dictionary<string, int>
    {
        ["23505"] = MongoErrors.DuplicateKey,
        ["23P01"] = MongoErrors.DuplicateKey,
        ["M0001"] = MongoErrors.BadValue,
        ["M0003"] = MongoErrors.FailedToParse,
        ["M0004"] = 14,
        ["M0008"] = MongoErrors.NamespaceNotFound,
        ["M0009"] = 27,
        ["M000A"] = 28,
        ["M000D"] = 40,
        ["M000F"] = MongoErrors.NamespaceExists,
        ["M000M"] = 66,
        ["M000N"] = 67,
        ["M000P"] = 72,
        ["M000Q"] = 73,
        ["M000R"] = 85,
        ["M000S"] = 86,
        ["M000U"] = 115,
        ["M000Z"] = 166,
        ["M0013"] = 224,
        ["M0015"] = 241,
        ["M001C"] = MongoErrors.DuplicateKey,
        ["M005E"] = 168,
        ["M007U"] = 40324,
        ["M00CO"] = 121,
        ["40001"] = MongoErrors.WriteConflict,
        ["40P01"] = MongoErrors.WriteConflict,
        ["55P03"] = MongoErrors.WriteConflict,
        ["57014"] = MongoErrors.MaxTimeExpired,
        ["57P01"] = MongoErrors.InterruptedAtShutdown,
        ["57P02"] = MongoErrors.InterruptedAtShutdown,
        ["57P03"] = MongoErrors.InterruptedAtShutdown,
    }.ToFrozenDictionary();

    public static int CodeOf(PostgresException error) => CodeOf(error.SqlState);

    /// <summary>The number for a packed class; other numbers are MongoDB's own already.</summary>
    public static int CodeOf(int packed) => packed < 1 << (BitsPerCharacter * 3) ? packed : CodeOf(Unpack(packed));

    /// <summary>A write by itself may be tried again: another one was in its way.</summary>
    public static bool IsConflict(PostgresException error) => CodeOf(error) == MongoErrors.WriteConflict;

    private static int CodeOf(string sqlState) => Codes.TryGetValue(sqlState, out var code) ? code : MongoErrors.InternalError;

    private static string Unpack(int packed) => string.Create(SqlStateLength, packed, (text, value) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)(((value >> (BitsPerCharacter * i)) & ((1 << BitsPerCharacter) - 1)) + CharacterOffset);
        }
    });
}
