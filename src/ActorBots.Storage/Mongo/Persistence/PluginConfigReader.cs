using Akka.Configuration;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Reads a plugin's section and collects every problem, so that the operator sees all of them at once.</summary>
internal sealed class PluginConfigReader
{
    private readonly string _path;
    private readonly Config _config;
    private readonly List<string> _problems = [];

    public PluginConfigReader(string path, Config config)
    {
        _path = path;
        _config = config;
    }

    public string Name(string key, string standard)
    {
        var value = Read(key, standard, _config.GetString, "a collection's name");
        return value.Length is > 0 and <= 120 && !value.Contains('$', StringComparison.Ordinal)
            ? value
            : Refuse(key, value, "a collection's name of 1 to 120 characters without dollar signs", standard);
    }

    public bool Switch(string key, bool standard) =>
        Read(key, standard, (k, s) => _config.GetBoolean(k, s), "on or off");

    public int Number(string key, int standard, int least, int most)
    {
        var value = Read(key, standard, (k, s) => _config.GetInt(k, s), $"{least} to {most}");
        return value >= least && value <= most ? value : Refuse(key, value, $"{least} to {most}", standard);
    }

    /// <summary>A number or <c>off</c>, which takes the standard.</summary>
    public int NumberOrOff(string key, int standard, int least, int most) =>
        string.Equals(_config.GetString(key, "off"), "off", StringComparison.OrdinalIgnoreCase) ? standard : Number(key, standard, least, most);

    public long Bytes(string key, long standard, long least, long most)
    {
        var value = Read(key, standard, (k, s) => _config.GetByteSize(k, s) ?? s, $"{least}b to {most}b");
        return value >= least && value <= most ? value : Refuse(key, value, $"{least}b to {most}b", standard);
    }

    public TimeSpan Duration(string key, TimeSpan standard, TimeSpan least, TimeSpan most)
    {
        var allowed = $"{least.TotalMilliseconds}ms to {most.TotalSeconds}s";
        var value = Read(key, standard, (k, s) => _config.GetTimeSpan(k, s), allowed);
        return value >= least && value <= most ? value : Refuse(key, $"{value.TotalMilliseconds}ms", allowed, standard);
    }

    public void Forbid(string key, bool isWrong, string allowed)
    {
        if (isWrong)
        {
            _problems.Add($"{_path}.{key}: allowed is {allowed}");
        }
    }

    /// <exception cref="ConfigurationException">Something was refused.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigurationException(string.Join("; ", _problems));
        }
    }

    private T Read<T>(string key, T standard, Func<string, T, T> get, string allowed)
    {
        if (!_config.HasPath(key))
        {
            return standard;
        }

        try
        {
            return get(key, standard);
        }
        catch (Exception e) when (e is FormatException or ConfigurationException or OverflowException or InvalidOperationException or ArgumentException)
        {
            return Refuse(key, _config.GetString(key), allowed, standard);
        }
    }

    private T Refuse<T>(string key, object? value, string allowed, T standard)
    {
        _problems.Add($"{_path}.{key} '{value}': allowed is {allowed}");
        return standard;
    }
}
