using System.Globalization;

namespace ActorBots.Domain.Tests;

/// <summary>A small CSV file with a header; lines that start with # are comments.</summary>
internal sealed class CsvTable
{
    private readonly string[] _header;
    private readonly string[][] _rows;

    private CsvTable(string[][] lines)
    {
        _header = lines[0];
        _rows = lines[1..];
    }

    internal int Count => _rows.Length;

    internal static CsvTable Load(string path) =>
        new([.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(','))]);

    internal string Text(int row, string column) => _rows[row][Array.IndexOf(_header, column)];

    internal decimal Decimal(int row, string column) => decimal.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);

    internal double Double(int row, string column) => double.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);
}
