using System.Globalization;

namespace ActorBots.MongoServer.Storage;

/// <summary>
/// The server's logical time: seconds since 1970 in the upper half, a counter in the lower. Each value is greater than every earlier one,
/// also of an earlier life on the same data and when the wall clock jumps back.
/// </summary>
internal sealed class ServerClock
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _file;
    private uint _seconds;
    private uint _counter;

    /// <param name="time">The wall clock.</param>
    /// <param name="file">Keeps the newest second in use; written before a value of that second is given out.</param>
    public ServerClock(TimeProvider time, string file)
    {
        _time = time;
        _file = file;
        if (File.Exists(file))
        {
            _seconds = uint.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
            _counter = uint.MaxValue;
        }
    }

    public ulong Next()
    {
        lock (_lock)
        {
            var now = (uint)_time.GetUtcNow().ToUnixTimeSeconds();
            if (now > _seconds || _counter == uint.MaxValue)
            {
                _seconds = Math.Max(now, _seconds + 1);
                _counter = 0;
                File.WriteAllText(_file, _seconds.ToString(CultureInfo.InvariantCulture));
            }

            return ((ulong)_seconds << 32) | ++_counter;
        }
    }
}
