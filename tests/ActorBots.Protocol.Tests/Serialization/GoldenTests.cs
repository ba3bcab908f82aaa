namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>Bytes that an earlier version stored are still read as what they meant.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Samples => Sample.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void FromBinary_RecordedBytes_GiveTheRecordedValue(string sample)
    {
        var value = Sample.Find(sample).Value;
        var bytes = GoldenFiles.Read(sample, () => Codec.Serializer.ToBinary(value));

        Assert.Equal(Render.Of(value), Render.Of(Codec.Serializer.FromBinary(bytes, Codec.Serializer.Manifest(value))));
    }

    [Fact]
    public void Recordings_EachOne_HasItsSample() =>
        Assert.Empty(GoldenFiles.Hexes.Except(Sample.All.Select(s => s.FileName), StringComparer.Ordinal));
}
