using System.Buffers.Binary;
using System.Net.Sockets;

namespace ActorBots.MongoServer.Wire;

/// <summary>Reads and writes whole messages on one connection. Not safe for parallel readers or parallel writers.</summary>
internal sealed class MessageStream(Socket socket) : IDisposable
{
    /// <summary>What <c>hello</c> announces as maxMessageSizeBytes.</summary>
    public const int LargestMessage = 48_000_000;

    private const int HeaderLength = 16;
    private const int MessageFlagsLength = 4;
    private const int ReplyFieldsLength = 20;

    private readonly BufferedStream _stream = new(new NetworkStream(socket, ownsSocket: true), 32 * 1024);
    private readonly byte[] _header = new byte[HeaderLength];
    private int _lastRequestId;

    /// <summary>The next message; none at the orderly end of the connection.</summary>
    /// <exception cref="InvalidDataException">The length or the kind of message is not one that is spoken here.</exception>
    public async Task<WireMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _stream.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < HeaderLength or > LargestMessage)
        {
            throw new InvalidDataException($"message length {length}: allowed is {HeaderLength} to {LargestMessage}");
        }

        var requestId = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
        var opCode = (OpCode)BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(12));
        if (opCode is not (OpCode.Msg or OpCode.Query))
        {
            throw new InvalidDataException($"message kind {(int)opCode}: allowed is OP_MSG, and OP_QUERY for the first hello");
        }

        var payload = new byte[length - HeaderLength];
        await _stream.ReadExactlyAsync(payload, cancellationToken);
        return new WireMessage(requestId, opCode, payload);
    }

    /// <summary>Answers a request in the form in which it was asked.</summary>
    public async Task WriteReplyAsync(WireMessage request, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var prefix = request.OpCode == OpCode.Query ? ReplyFieldsLength : MessageFlagsLength + 1;
        var start = new byte[HeaderLength + prefix];
        BinaryPrimitives.WriteInt32LittleEndian(start, start.Length + document.Length);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(4), ++_lastRequestId);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(8), request.RequestId);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(12), (int)(request.OpCode == OpCode.Query ? OpCode.Reply : OpCode.Msg));
        if (request.OpCode == OpCode.Query)
        {
            // Flags, cursor id and start stay zero; one document follows.
            BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(HeaderLength + 16), 1);
        }

        await _stream.WriteAsync(start, cancellationToken);
        await _stream.WriteAsync(document, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // What could not be written any more concerns nobody: the other side has gone.
            socket.Dispose();
        }
    }
}
