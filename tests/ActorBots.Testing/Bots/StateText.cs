using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ActorBots.Testing.Bots;

/// <summary>Writes a record with all its public values as text, collections included, so that two can be compared by content.</summary>
public static class StateText
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string s: text.Append('"').Append(s).Append('"'); break;
            case DateTimeOffset at: text.Append(at.ToString("O", CultureInfo.InvariantCulture)); break;
            case decimal number: text.Append((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)); break;
            case Uri or Enum or TimeSpan: text.Append(value); break;
            case IFormattable formattable when value.GetType().IsPrimitive: text.Append(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            case IEnumerable items: WriteItems(text, items); break;
            default: WriteRecord(text, value); break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Write(text, item);
            text.Append(", ");
        }

        text.Append(']');
    }

    private static void WriteRecord(StringBuilder text, object value)
    {
        var type = value.GetType();
        text.Append(type.Name).Append('{');
        foreach (var property in Properties.GetOrAdd(type, Stored))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
            text.Append("; ");
        }

        text.Append('}');
    }

    /// <summary>Only what is stored: a computed property has no setter, except those of positional and primitive value types.</summary>
    private static PropertyInfo[] Stored(Type type)
    {
        var all = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).ToArray();
        var stored = all.Where(p => p.CanWrite).ToArray();
        return stored.Length > 0 ? stored : [.. all.Where(p => p.Name != "BotId" && p.Name != "Purpose")];
    }
}
