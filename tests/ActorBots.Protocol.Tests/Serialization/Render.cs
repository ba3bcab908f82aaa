using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>
/// A value as text, member by member, with everything that a fold could notice: the scale and sign of decimals, ticks and offset of
/// instants, and that absent is not empty. Two values of equal text are the same to the program.
/// </summary>
internal static class Render
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>The members that carry data, by name.</summary>
    public static IReadOnlyList<PropertyInfo> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && IsData(p))
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("absent");
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case decimal d:
                text.Append(string.Join('/', decimal.GetBits(d)));
                break;
            case DateTimeOffset at:
                text.Append(at.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IFormattable f when value is int or long or Enum or DateOnly:
                text.Append(f.ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool b:
                text.Append(b);
                break;
            case Uri uri:
                text.Append(uri.OriginalString);
                break;
            case ClientOrderId or InstrumentId:
                text.Append(value);
                break;
            case IEnumerable many:
                AppendMany(text, many, depth);
                break;
            default:
                AppendMembers(text, value, depth);
                break;
        }
    }

    private static void AppendMany(StringBuilder text, IEnumerable many, int depth)
    {
        text.Append('[');
        foreach (var element in many)
        {
            Line(text, depth + 1);
            Append(text, element, depth + 1);
        }

        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, object value, int depth)
    {
        text.Append(value.GetType().FullName);
        foreach (var member in Members(value.GetType()))
        {
            Line(text, depth + 1);
            text.Append(member.Name).Append(" = ");
            Append(text, member.GetValue(value), depth + 1);
        }
    }

    // What is computed from other members may throw (an average without a fill) and says nothing new.
    private static bool IsData(PropertyInfo member) => member.CanWrite
        || !member.DeclaringType!.Assembly.GetName().Name!.StartsWith("ActorBots", StringComparison.Ordinal)
        || member.DeclaringType.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static void Line(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth * 2);
}
