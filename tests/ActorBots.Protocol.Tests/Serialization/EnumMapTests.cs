using System.Reflection;
using System.Runtime.Serialization;
using ActorBots.Protocol.Serialization;

namespace ActorBots.Protocol.Tests.Serialization;

public sealed class EnumMapTests
{
    private static readonly FieldInfo[] Maps = typeof(Enums).GetFields(BindingFlags.Public | BindingFlags.Static);

    public static TheoryData<string> Names => [.. Maps.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_OfWrite_IsTheSameForEachMember(string map)
    {
        var (instance, domain, wire) = Of(map);
        var members = Enum.GetValues(domain).Cast<object>().ToArray();
        var written = members.Select(m => Call(instance, "Write", m)).ToArray();

        Assert.Equal(members, written.Select(w => Call(instance, "Read", w)));
        Assert.Equal(
            Enum.GetValues(wire).Cast<object>().Where(w => Convert.ToInt32(w, null) != 0).ToHashSet(),
            written.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_UnspecifiedOrUnknownNumber_Throws(string map)
    {
        var (instance, domain, wire) = Of(map);
        foreach (var number in new[] { 0, 999 })
        {
            var e = Assert.Throws<TargetInvocationException>(() => Call(instance, "Read", Enum.ToObject(wire, number)));
            var refusal = Assert.IsType<SerializationException>(e.InnerException);
            Assert.Equal($"{domain.Name} number {number} is unknown", refusal.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_UnknownMember_Throws(string map)
    {
        var (instance, domain, _) = Of(map);

        var e = Assert.Throws<TargetInvocationException>(() => Call(instance, "Write", Enum.ToObject(domain, 999)));
        Assert.IsType<SerializationException>(e.InnerException);
    }

    [Fact]
    public void Maps_EachEnumThatABoundTypeReaches_HasOne()
    {
        var reached = new HashSet<Type>();
        foreach (var type in Sample.TypesInNeed.Concat(Sample.All.Select(s => s.Value).OfType<Bots.TellBot>().Select(t => t.Input.GetType())))
        {
            Reach(type, reached);
        }

        Assert.Equal(
            reached.Where(t => t.IsEnum).Select(t => t.Name).Order(StringComparer.Ordinal),
            Maps.Select(m => m.FieldType.GetGenericArguments()[0].Name).Order(StringComparer.Ordinal));
    }

    private static (object Instance, Type Domain, Type Wire) Of(string map)
    {
        var field = Maps.Single(m => m.Name == map);
        var arguments = field.FieldType.GetGenericArguments();
        return (field.GetValue(null)!, arguments[0], arguments[1]);
    }

    private static object Call(object map, string method, object argument) => map.GetType().GetMethod(method)!.Invoke(map, [argument])!;

    private static void Reach(Type type, HashSet<Type> reached)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            Reach(argument, reached);
        }

        if (type.Namespace?.StartsWith("ActorBots", StringComparison.Ordinal) != true || !reached.Add(type) || type.IsEnum)
        {
            return;
        }

        foreach (var member in Render.Members(type))
        {
            Reach(member.PropertyType, reached);
        }
    }
}
