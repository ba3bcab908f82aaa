using System.Buffers.Binary;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>Finds the frames of the WebSocket protocol (RFC 6455, 5.2) in a client's bytes as they pass, whatever their pieces.</summary>
/// <param name="heard">Told of each frame but continuations, when its header is complete.</param>
internal sealed class FrameReader(Action<ClientFrameKind> heard)
{
    private const int ShortestHeader = 2;
    private const int MaskLength = 4;
    private const int ShortLength = 126;
    private const int LongLength = 127;

    private readonly byte[] _header = new byte[ShortestHeader + sizeof(ulong) + MaskLength];
    private int _length;
    private ulong _payloadLeft;

    /// <summary>Takes the next bytes.</summary>
    public void Pass(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_payloadLeft > 0)
            {
                var passed = (int)Math.Min(_payloadLeft, (ulong)bytes.Length);
                _payloadLeft -= (ulong)passed;
                bytes = bytes[passed..];
                continue;
            }

            _header[_length++] = bytes[0];
            bytes = bytes[1..];
            if (_length >= ShortestHeader && _length == HeaderLength())
            {
                EndHeader();
            }
        }
    }

    private int HeaderLength() => ShortestHeader
        + ((_header[1] & 0x7F) switch { ShortLength => sizeof(ushort), LongLength => sizeof(ulong), _ => 0 })
        + ((_header[1] & 0x80) != 0 ? MaskLength : 0);

    private void EndHeader()
    {
        _payloadLeft = (_header[1] & 0x7F) switch
        {
            ShortLength => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(ShortestHeader)),
            LongLength => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(ShortestHeader)),
            var length => (ulong)length,
        };
        _length = 0;
        if ((_header[0] & 0x0F) is var kind && kind != 0)
        {
            heard((ClientFrameKind)kind);
        }
    }
}
