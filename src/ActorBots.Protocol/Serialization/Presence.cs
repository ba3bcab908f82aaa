using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.Serialization;
using ActorBots.Protocol.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ActorBots.Protocol.Serialization;

/// <summary>
/// Refuses a wire message that lacks a field which the <c>.proto</c> files do not mark <c>may_be_absent</c>, at any depth, before it is
/// stored and before it is read: a lost price must never become a zero.
/// </summary>
internal static class Presence
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Shape> Shapes = new();

    /// <exception cref="SerializationException">A field is missing; the message names it.</exception>
    public static void Require(IMessage message)
    {
        var shape = Shapes.GetOrAdd(message.Descriptor, Shape.Of);
        foreach (var field in shape.Required)
        {
            if (!field.Accessor.HasValue(message))
            {
                throw new SerializationException($"{message.Descriptor.Name}.{field.Name} is missing");
            }
        }

        foreach (var choice in shape.Choices)
        {
            if (choice.Accessor.GetCaseFieldDescriptor(message) is null)
            {
                throw new SerializationException($"{message.Descriptor.Name}.{choice.Name} is missing or of a case that is unknown here");
            }
        }

        foreach (var field in shape.Nested)
        {
            RequireNested(field.Accessor.GetValue(message));
        }
    }

    private static void RequireNested(object? value)
    {
        if (value is IMessage one)
        {
            Require(one);
        }
        else if (value is IEnumerable many)
        {
            foreach (IMessage element in many)
            {
                Require(element);
            }
        }
    }

    /// <summary>What of a message must be looked at.</summary>
    private sealed record Shape(FieldDescriptor[] Required, OneofDescriptor[] Choices, FieldDescriptor[] Nested)
    {
        public static Shape Of(MessageDescriptor descriptor)
        {
            var fields = descriptor.Fields.InDeclarationOrder();
            return new Shape(
                [.. fields.Where(f => !f.IsRepeated && f.RealContainingOneof is null && !MayBeAbsent(f))],
                [.. descriptor.Oneofs.Where(o => !o.IsSynthetic)],
                [.. fields.Where(f => f.FieldType == FieldType.Message)]);
        }

        private static bool MayBeAbsent(FieldDescriptor field) =>
            field.GetOptions() is { } options && options.GetExtension(PresenceExtensions.MayBeAbsent);
    }
}
