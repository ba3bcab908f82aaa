using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActorBots.Simulation.Feeds;

/// <summary>Reads a CSV file with a fixed header, plain or gzip, and collects what is wrong with it: file, line, field, value, what is allowed.</summary>
internal sealed class CsvTable
{
    private const int MaxProblems = 10;
    private const long MaxTimeMs = 4_102_444_800_000;

    private readonly string _path;
    private readonly List<string> _problems = [];
    private string[] _fields = [];
    private ImmutableArray<string> _header = [];
    private int _line;

    private CsvTable(string path) => _path = path;

    /// <summary>Problems found so far; reading stops at the tenth.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Hash of the file's bytes, lower-case hex.</summary>
    public string ContentHash { get; private set; } = string.Empty;

    private bool IsFull => _problems.Count >= MaxProblems;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The column names that the first line must have.</param>
    /// <param name="onRow">Takes each row; reports what is wrong with it through the table.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CsvTable> ReadAsync(
        string path, ImmutableArray<string> header, Action<CsvTable> onRow, CancellationToken cancellationToken)
    {
        var table = new CsvTable(path) { _header = header };
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            table.ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            await table.ReadRowsAsync(bytes, onRow, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            table._problems.Add($"{path}: cannot be read ({error.Message})");
        }

        return table;
    }

    /// <summary>Reports a problem with a field of the present row.</summary>
    public void Report(int field, string allowed)
    {
        if (!IsFull)
        {
            _problems.Add($"{_path}:{_line}: {_header[field]} '{_fields[field]}' must be {allowed}");
        }
    }

    /// <summary>Reports a problem with the whole file.</summary>
    public void Report(string problem) => _problems.Add($"{_path}: {problem}");

    /// <summary>The text of a field of the present row.</summary>
    public string Text(int field) => _fields[field];

    /// <summary>An instant in Unix milliseconds, 2000 to 2100.</summary>
    public bool TryTime(int field, out long value)
    {
        var ok = long.TryParse(_fields[field], NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value is >= 946_684_800_000 and < MaxTimeMs;
        if (!ok)
        {
            Report(field, "a whole number of milliseconds since 1970, from the year 2000 to 2100");
        }

        return ok;
    }

    /// <summary>A plain decimal in a range, at most 12 decimals.</summary>
    public bool TryNumber(int field, decimal minimum, decimal maximum, out decimal value)
    {
        var ok = decimal.TryParse(_fields[field], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && value >= minimum && value <= maximum && Decimals.Normalize(value).Scale <= 12;
        value = Decimals.Normalize(value);
        if (!ok)
        {
            Report(field, $"a number from {Decimals.Text(minimum)} to {Decimals.Text(maximum)} with at most 12 decimals");
        }

        return ok;
    }

    private async Task ReadRowsAsync(byte[] bytes, Action<CsvTable> onRow, CancellationToken cancellationToken)
    {
        using var stream = Open(bytes);
        using var reader = new StreamReader(stream);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = true };
        using var csv = new CsvReader(reader, configuration);
        if (!await csv.ReadAsync().ConfigureAwait(false) || !csv.Parser.Record.AsSpan().SequenceEqual(_header.AsSpan()))
        {
            _problems.Add($"{_path}:1: header '{string.Join(',', csv.Parser.Record ?? [])}' must be '{string.Join(',', _header)}'");
            return;
        }

        while (!IsFull && await csv.ReadAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _fields = csv.Parser.Record!;
            _line = csv.Parser.RawRow;
            if (_fields.Length != _header.Length)
            {
                _problems.Add($"{_path}:{_line}: row has {_fields.Length} fields, must have {_header.Length} ({string.Join(',', _header)})");
                continue;
            }

            onRow(this);
        }
    }

    private static Stream Open(byte[] bytes)
    {
        var memory = new MemoryStream(bytes, writable: false);
        return bytes is [0x1f, 0x8b, ..] ? new GZipStream(memory, CompressionMode.Decompress) : memory;
    }
}
