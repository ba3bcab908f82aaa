using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Serialization;

namespace ActorBots.Protocol.Tests.Serialization;

public sealed class RoundTripTests
{
    private static readonly ActorBotsSerializer Serializer = Codec.Serializer;

    public static TheoryData<string> Samples => Sample.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_OfToBinary_IsTheSameMemberByMember(string sample)
    {
        var value = Sample.Find(sample).Value;

        Assert.Equal(Render.Of(value), Render.Of(Codec.RoundTrip(value)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ToBinary_Twice_GivesTheSameBytes(string sample)
    {
        var value = Sample.Find(sample).Value;

        Assert.Equal(Serializer.ToBinary(value), Serializer.ToBinary(Codec.RoundTrip(value)));
    }

    [Fact]
    public void Samples_EachBoundType_HasOneAndAManifest()
    {
        Assert.True(Sample.TypesInNeed.Count >= 48, "reflection found too few types");
        Assert.Equal(
            Sample.TypesInNeed.Select(t => t.FullName!),
            Sample.All.Select(s => s.Value.GetType().FullName!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            Sample.TypesInNeed.Select(t => t.FullName!),
            Manifests.All.Select(f => f.Type.FullName!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Samples_Names_AreUnique() => Assert.Distinct(Sample.All.Select(s => s.FileName));

    /// <summary>
    /// The compiler makes a mapper set required members and constructor arguments. Any other member of two different values among the
    /// samples fails its round trip when the mapper forgets it.
    /// </summary>
    [Fact]
    public void Samples_EachOptionalMember_HasTwoValues()
    {
        var seen = new Dictionary<PropertyInfo, HashSet<string>>();
        foreach (var sample in Sample.All)
        {
            Visit(sample.Value, seen);
        }

        Assert.True(seen.Count > 60, "the walk found too few members");
        Assert.Empty(seen.Where(s => s.Value.Count < 2).Select(s => $"{s.Key.DeclaringType!.Name}.{s.Key.Name}"));
    }

    [Fact]
    public void ToBinary_InputThatStaysInItsNode_Throws()
    {
        var told = Sample.All.Select(s => s.Value).OfType<TellBot>().Select(t => t.Input.GetType()).ToHashSet();
        BotInput[] local =
        [
            new BotInput.Start(EventSamples.Identity, EventSamples.LeastConfig), new BotInput.Pause(), new BotInput.Resume(),
            new BotInput.Stop(StopMode.Keep), new BotInput.Reload(EventSamples.LeastConfig), new BotInput.Close(null),
            new BotInput.Observe(), new BotInput.DataFreshness(true, ""), new BotInput.ProtectionDue(),
            new BotInput.NotificationsSettled(1), new BotInput.Faulted("", "", false),
            new BotInput.BudgetDecided(Money.Zero, BudgetAnswer.Granted), new BotInput.Adopt(null), new BotInput.CancelForeignOrders(0),
        ];

        Assert.Equal(
            typeof(BotInput).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(BotInput))).Select(t => t.Name).Order(StringComparer.Ordinal),
            told.Concat(local.Select(i => i.GetType())).Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(local, input =>
        {
            var e = Assert.Throws<SerializationException>(() => Serializer.ToBinary(new TellBot("bot-1", input)));
            Assert.Contains(input.GetType().Name, e.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ToBinary_TypeWithoutManifest_Throws()
    {
        Assert.Contains("System.String", Assert.Throws<SerializationException>(() => Serializer.ToBinary("text")).Message, StringComparison.Ordinal);
        Assert.Throws<SerializationException>(() => Serializer.Manifest(new BotInput.Pause()));
    }

    [Fact]
    public void ToBinary_DefaultClientOrderId_Throws()
    {
        var e = Assert.Throws<SerializationException>(() => Serializer.ToBinary(new BotEvent.OrderAccepted(default, "v") { At = EventSamples.At }));

        Assert.Contains("e.oac1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToBinary_DefaultInstrument_Throws() => Assert.Throws<SerializationException>(() => Serializer.ToBinary(
        new BotEvent.ConfigReloaded(EventSamples.LeastConfig with { Trading = new TradingConfig { Symbol = default, Leverage = 1m } })
        {
            At = EventSamples.At,
        }));

    [Fact]
    public void ToBinary_MissingText_Throws() =>
        Assert.Throws<SerializationException>(() => Serializer.ToBinary(new BotCommand.StartBot(null!)));

    [Fact]
    public void ToBinary_StateWithOrderUnderAnotherKey_Throws()
    {
        var state = BotState.Empty with { Orders = BotState.Empty.Orders.Add(EventSamples.Exit, StateSamples.Full.Orders[EventSamples.Entry]) };

        var e = Assert.Throws<SerializationException>(() => Serializer.ToBinary(state));
        Assert.Contains(EventSamples.Exit.Value, e.Message, StringComparison.Ordinal);
    }

    private static void Visit(object? value, Dictionary<PropertyInfo, HashSet<string>> seen)
    {
        if (value is System.Collections.IEnumerable many and not string)
        {
            foreach (var element in many)
            {
                Visit(element, seen);
            }

            return;
        }

        var isOurs = value?.GetType().Namespace?.StartsWith("ActorBots", StringComparison.Ordinal) == true;
        var isPair = value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        if ((!isOurs && !isPair) || value is Enum)
        {
            return;
        }

        var arguments = value!.GetType().GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name).ToHashSet();
        foreach (var member in Render.Members(value.GetType()))
        {
            var content = member.GetValue(value);
            if (isOurs && member.CanWrite && !member.IsDefined(typeof(RequiredMemberAttribute)) && !arguments.Contains(member.Name))
            {
                var contents = seen.TryGetValue(member, out var known) ? known : seen[member] = [];
                contents.Add(Render.Of(content));
            }

            Visit(content, seen);
        }
    }
}
