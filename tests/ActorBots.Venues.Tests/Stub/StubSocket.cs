using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>The stub's end of a client's socket.</summary>
internal sealed class StubSocket(WebSocket socket, string path) : IDisposable
{
    private readonly Channel<JsonNode> _frames = Channel.CreateUnbounded<JsonNode>();
    private readonly SemaphoreSlim _sending = new(1);

    public string Path { get; } = path;

    /// <summary>Whether commands are answered as the venue does.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What the venue says first.</summary>
    public string? Greeting { get; set; }

    /// <summary>Hears each frame of the client instead of the answers above.</summary>
    public Func<JsonNode, Task>? OnFrame { get; set; }

    /// <summary>What each subscribed topic sends at once.</summary>
    public Func<string, string?> Snapshot { get; set; } = _ => null;

    /// <summary>Topics that are refused.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    /// <summary>The next frame of the client that has this op.</summary>
    public async Task<JsonNode> NextAsync(string op)
    {
        using var timeout = new CancellationTokenSource(Wait.Limit);
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync(timeout.Token);
            if ((string?)frame["op"] == op)
            {
                return frame;
            }
        }
    }

    public async Task SendAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    public void Cut() => socket.Abort();

    /// <summary>Reads until the client leaves.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            if (Greeting is not null)
            {
                await SendAsync(Greeting);
            }

            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var frame = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!;
                _frames.Writer.TryWrite(frame);
                if (OnFrame is not null)
                {
                    await OnFrame(frame);
                }
                else if (Answers)
                {
                    await AnswerAsync(frame);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            _frames.Writer.TryComplete();
        }
    }

    private async Task AnswerAsync(JsonNode frame)
    {
        var op = (string)frame["op"]!;
        var id = (string?)frame["req_id"];
        var topics = op == "subscribe" ? frame["args"]!.AsArray().Select(a => (string)a!).ToArray() : [];
        var refused = topics.FirstOrDefault(Refuses);
        var success = refused is null ? "true" : "false";
        var message = refused is null ? string.Empty : $"error:handler not found,topic:{refused}";
        await SendAsync($$"""{"success":{{success}},"ret_msg":"{{message}}","conn_id":"c","req_id":"{{id}}","op":"{{op}}"}""");
        foreach (var snapshot in refused is null ? topics.Select(Snapshot).OfType<string>() : [])
        {
            await SendAsync(snapshot);
        }
    }
}
