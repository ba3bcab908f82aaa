using System.Globalization;

namespace ActorBots.Domain.Orders;

/// <summary>
/// Our own id of an order, derived from the bot and the intent's number, so that the same intent has the same id on every replay.
/// Shape: <c>&lt;bot id&gt;-&lt;six characters&gt;&lt;e|s|x&gt;</c>, at most 32 characters of <c>[0-9a-z-]</c>.
/// </summary>
public readonly record struct ClientOrderId
{
    /// <summary>Longest id, in characters: the shortest limit of all venues less a margin.</summary>
    public const int MaxLength = 32;

    /// <summary>Longest bot id, in characters, so that an id fits into <see cref="MaxLength"/>.</summary>
    public const int MaxBotIdLength = MaxLength - 8;

    private const long FirstLetterNumber = 1_000_000;
    private const long Block = 36L * 36 * 36 * 36 * 36;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly string? _value;

    /// <summary>Takes an id as it stands.</summary>
    /// <exception cref="ArgumentException">The text is not an id of this shape.</exception>
    public ClientOrderId(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException($"client order id '{value}' must be <bot id>-<six characters><e|s|x>, at most 32 of [0-9a-z-]", nameof(value));
        }

        _value = value;
    }

    /// <summary>The text that goes to the venue; empty for the default value.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The bot that the order belongs to.</summary>
    public string BotId => Value.Length < 9 ? string.Empty : Value[..^8];

    /// <summary>What the order is for.</summary>
    public OrderPurpose Purpose => Value[^1] switch
    {
        'e' => OrderPurpose.Entry,
        's' => OrderPurpose.ProtectiveStop,
        'x' => OrderPurpose.Exit,
        _ => throw new InvalidOperationException("the default client order id has no purpose"),
    };

    /// <summary>Derives the id of an intent.</summary>
    /// <param name="botId">1 to 24 characters of <c>[0-9a-z-]</c>.</param>
    /// <param name="intentNumber">1 or more; from 1 000 000 on, the six characters start with a letter.</param>
    /// <param name="purpose">What the order is for.</param>
    public static ClientOrderId For(string botId, long intentNumber, OrderPurpose purpose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intentNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(intentNumber, FirstLetterNumber + (26 * Block));
        var suffix = purpose switch
        {
            OrderPurpose.Entry => 'e',
            OrderPurpose.ProtectiveStop => 's',
            OrderPurpose.Exit => 'x',
            _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "not an order purpose"),
        };
        return new ClientOrderId($"{botId}-{Number(intentNumber)}{suffix}");
    }

    /// <summary>The id in a text, or nothing when the text is not one of ours.</summary>
    public static ClientOrderId? TryParse(string? value) => IsValid(value) ? new ClientOrderId(value!) : null;

    /// <summary>Whether a bot id can be part of a client order id.</summary>
    public static bool IsValidBotId(string? botId) => botId is { Length: >= 1 and <= MaxBotIdLength } && botId.All(IsAllowed);

    /// <summary>The text that goes to the venue.</summary>
    public override string ToString() => Value;

    private static string Number(long intentNumber)
    {
        if (intentNumber < FirstLetterNumber)
        {
            return intentNumber.ToString("D6", CultureInfo.InvariantCulture);
        }

        var rest = intentNumber - FirstLetterNumber;
        Span<char> characters = stackalloc char[6];
        characters[0] = (char)('a' + (rest / Block));
        rest %= Block;
        for (var i = 5; i >= 1; i--)
        {
            characters[i] = Digits[(int)(rest % 36)];
            rest /= 36;
        }

        return new string(characters);
    }

    private static bool IsValid(string? value) =>
        value is { Length: >= 9 and <= MaxLength }
        && value[^8] == '-'
        && (value[^1] is 'e' or 's' or 'x')
        && value.All(IsAllowed);

    private static bool IsAllowed(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '-';
}
