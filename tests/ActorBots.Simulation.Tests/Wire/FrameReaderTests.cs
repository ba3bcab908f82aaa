using System.Buffers.Binary;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Tests.Wire;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Pass_BytesInAnyPieces_HearsEachFrameButContinuations(int piece)
    {
        List<ClientFrameKind> heard = [];
        var reader = new FrameReader(heard.Add);
        byte[] bytes =
        [
            .. Frame(0x81, 5), .. Frame(0x89, 0), .. Frame(0x01, 126), .. Frame(0x8A, 3), .. Frame(0x00, 200), .. Frame(0x80, 70_000), .. Frame(0x82, 125), .. Frame(0x88, 2),
        ];

        foreach (var part in bytes.Chunk(piece))
        {
            reader.Pass(part);
        }

        Assert.Equal(
            [ClientFrameKind.Text, ClientFrameKind.Ping, ClientFrameKind.Text, ClientFrameKind.Pong, ClientFrameKind.Binary, ClientFrameKind.Close], heard);
    }

    // A client's frames are masked.
    private static byte[] Frame(byte first, int length)
    {
        byte[] head;
        if (length < 126)
        {
            head = [first, (byte)(0x80 | length)];
        }
        else if (length <= ushort.MaxValue)
        {
            head = [first, 0x80 | 126, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)length);
        }
        else
        {
            head = [first, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), (ulong)length);
        }

        return [.. head, 1, 2, 3, 4, .. Enumerable.Repeat((byte)0x89, length)];
    }
}
