using System.Runtime.Serialization;
using ActorBots.Domain.Bots;
using ActorBots.Protocol.Serialization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>Bytes that are not a whole and exact value are refused, and the refusal names what is wrong.</summary>
public sealed class ReadingTests
{
    private static readonly ActorBotsSerializer Serializer = Codec.Serializer;

    public static TheoryData<string> Samples => Sample.Names;

    [Theory]
    [InlineData("")]
    [InlineData("e.ofi2")]
    public void FromBinary_UnknownManifest_ThrowsWithItsName(string manifest)
    {
        var e = Assert.Throws<SerializationException>(() => Serializer.FromBinary([], manifest));

        Assert.Contains($"'{manifest}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_FieldMissingAtAnyDepth_ThrowsWithItsName(string sample)
    {
        var value = Sample.Find(sample).Value;
        var form = Manifests.ByType[value.GetType()];
        var checkedFields = 0;
        foreach (var (owner, field) in Fields(form.ToWire(value)).Where(f => f.Field.HasPresence))
        {
            var whole = form.ToWire(value);
            Locate(whole, owner).Single(f => f.Field == field && f.Index == owner).Clear();
            var bytes = whole.ToByteArray();
            var isOptional = field.GetOptions()?.GetExtension(Wire.PresenceExtensions.MayBeAbsent) == true;
            if (isOptional)
            {
                Serializer.FromBinary(bytes, form.Manifest);
            }
            else
            {
                var e = Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, form.Manifest));
                var name = field.RealContainingOneof?.Name ?? field.Name;
                Assert.Contains($"{field.ContainingType.Name}.{name} is missing", e.Message, StringComparison.Ordinal);
            }

            checkedFields++;
        }

        Assert.True(checkedFields > 0);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_UnknownEnumNumber_ThrowsWithIt(string sample)
    {
        var value = Sample.Find(sample).Value;
        var form = Manifests.ByType[value.GetType()];
        foreach (var number in new[] { 0, 999 })
        {
            foreach (var (index, field) in Fields(form.ToWire(value)).Where(f => f.Field.FieldType == FieldType.Enum))
            {
                var wire = form.ToWire(value);
                var place = Locate(wire, index).Single(f => f.Field == field && f.Index == index);
                if (!field.Accessor.HasValue(place.Owner))
                {
                    continue;
                }

                field.Accessor.SetValue(place.Owner, Enum.ToObject(field.EnumType.ClrType, number));

                var e = Assert.Throws<SerializationException>(() => Serializer.FromBinary(wire.ToByteArray(), form.Manifest));
                Assert.Contains($"number {number} is unknown", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_FieldOfANewerVersion_IsIgnored(string sample)
    {
        var value = Sample.Find(sample).Value;
        var bytes = Serializer.ToBinary(value);
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(15_000, WireFormat.WireType.LengthDelimited);
            output.WriteString("of a newer version");
        }

        Assert.Equal(Render.Of(value), Render.Of(Serializer.FromBinary(stream.ToArray(), Serializer.Manifest(value))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData(".5")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.12345678901234567890123456789")]
    public void FromBinary_InexactDecimal_ThrowsWithFieldAndText(string text)
    {
        var wire = new Wire.ExitDecided { At = 1, Number = 41, Reason = Wire.ExitReason.Target, ReferencePrice = text };

        var e = Assert.Throws<SerializationException>(() => Serializer.FromBinary(wire.ToByteArray(), "e.xde1"));
        Assert.Contains($"ReferencePrice '{text}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void FromBinary_ImpossibleInstant_ThrowsWithFieldAndTicks(long ticks)
    {
        var e = Assert.Throws<SerializationException>(() => Serializer.FromBinary(new Wire.Started { At = ticks }.ToByteArray(), "e.run1"));

        Assert.Contains($"At {ticks}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBinary_WrongClientOrderId_Throws()
    {
        var wire = new Wire.OrderAccepted { At = 1, Order = "BOT", VenueOrderId = "v" };

        Assert.Contains("'BOT'", Refusal(wire, "e.oac1"), StringComparison.Ordinal);
    }

    [Fact]
    public void FromBinary_SizingStepsThatDoNotAscend_Throws()
    {
        var config = ConfigMapper.ToWire(EventSamples.FullConfig);
        config.Sizing.Steps.Add(new Wire.SizingStep { DipAtr = "0.1", BudgetShare = "0.1" });

        Assert.Contains("ascending", Refusal(new Wire.ConfigReloaded { At = 1, Config = config }, "e.cfg1"), StringComparison.Ordinal);
    }

    [Fact]
    public void FromBinary_RelativeWebhookAddress_ThrowsWithoutTellingIt()
    {
        var config = ConfigMapper.ToWire(EventSamples.FullConfig);
        config.Notifications.WebhookUrl = "token-8d1f";

        var message = Refusal(new Wire.ConfigReloaded { At = 1, Config = config }, "e.cfg1");
        Assert.Contains("WebhookUrl", message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-8d1f", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBinary_SameOrderOrPositionOrShareTwice_Throws()
    {
        var orders = StateMapper.ToWire(StateSamples.Full);
        orders.Orders.Add(orders.Orders[0]);
        var positions = StateMapper.ToWire(StateSamples.Full);
        positions.Positions.Add(positions.Positions[0]);
        var share = new Wire.PositionFunding { Number = 1, Amount = "1" };

        Assert.Contains("twice", Refusal(orders, "s.bot1"), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(positions, "s.bot1"), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(new Wire.FundingBooked { At = 1, FundingId = "f", Shares = { share, share } }, "e.fun1"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_CutBytes_GiveNeitherAnotherValueNorAnotherException(string sample)
    {
        var value = Sample.Find(sample).Value;
        var manifest = Serializer.Manifest(value);
        var bytes = Serializer.ToBinary(value);
        foreach (var length in Enumerable.Range(0, bytes.Length).Where(n => value is not BotState || n < 200))
        {
            var read = Record.Exception(() => Serializer.FromBinary(bytes[..length], manifest));
            Assert.True(read is SerializationException or null, $"{length} of {bytes.Length} bytes: {read}");
        }
    }

    private static string Refusal(IMessage wire, string manifest) =>
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(wire.ToByteArray(), manifest)).Message;

    private static IEnumerable<(int Index, FieldDescriptor Field)> Fields(IMessage wire) => Locate(wire, null).Select(p => (p.Index, p.Field));

    // Messages inside a message are counted in the order of the walk, so that a field is found again in a fresh copy.
    private static List<Place> Locate(IMessage wire, int? only)
    {
        var places = new List<Place>();
        var index = 0;
        Walk(wire);
        return only is { } wanted ? places.FindAll(p => p.Index == wanted) : places;

        void Walk(IMessage message)
        {
            var own = index++;
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (field.IsRepeated || field.Accessor.HasValue(message))
                {
                    places.Add(new Place(own, message, field));
                    Descend(field.Accessor.GetValue(message));
                }
            }
        }

        void Descend(object? content)
        {
            if (content is IMessage one)
            {
                Walk(one);
            }
            else if (content is System.Collections.IEnumerable many and not string)
            {
                foreach (var element in many.OfType<IMessage>())
                {
                    Walk(element);
                }
            }
        }
    }

    private sealed record Place(int Index, IMessage Owner, FieldDescriptor Field)
    {
        public void Clear() => Field.Accessor.Clear(Owner);
    }
}
