using ActorBots.Domain.Bots.Config;
using CsCheck;

namespace ActorBots.Domain.Tests.Bots.Config;

/// <summary>Law 10 at the level of the reader: whatever the text is, it is accepted whole or refused with reasons.</summary>
public sealed class BotConfigReaderFuzzTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bots", "Config", "full-example.json"));

    private static readonly string[] Values =
    [
        "0", "-1", "1e999", "-1e-999", "1e2147483648", "79228162514264337593543950336", "0.1", "\"10\"", "\"\"", "null", "true", "[]", "{}",
        "[1,2]", "{\"$numberDecimal\":\"1E+9999999999\"}", "{\"$numberDecimal\":7}", "{\"$oid\":[]}", "{\"$date\":{\"$numberLong\":\"9e30\"}}",
        "{\"$date\":\"yesterday\"}", "\"\\ud800\"", "\"\\u0000\"", "[[[[[[]]]]]]", "NaN", "1.", "01", "\"2026-13-45T00:00:00Z\"",
    ];

    [Fact]
    public void Read_AnyText_NeverThrows() => Gen.String.Sample(Check);

    [Fact]
    public void Read_AnyTextOfJsonCharacters_NeverThrows() =>
        Gen.Char["{}[]\",:.-+eE0123456789truefalsn\\u \n"].Array[0, 200].Sample(characters => Check(new string(characters)));

    [Fact]
    public void Read_DamagedExample_NeverThrows() =>
        Gen.Select(Gen.Int[0, Example.Length - 1], Gen.Int[0, 40], Gen.String[0, 10]).Sample((at, length, inserted) =>
        {
            var rest = Math.Min(Example.Length, at + length);
            Check(string.Concat(Example.AsSpan(0, at), inserted, Example.AsSpan(rest)));
        });

    [Fact]
    public void Read_ExampleWithAnotherValue_NeverThrows()
    {
        var lines = Example.Split('\n');
        Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, Values.Length - 1], Gen.Bool).Sample((line, value, isKeyKept) =>
        {
            var changed = (string[])lines.Clone();
            var colon = changed[line].IndexOf(':', StringComparison.Ordinal);
            var comma = changed[line].TrimEnd().EndsWith(',') ? "," : string.Empty;
            changed[line] = isKeyKept && colon > 0 ? $"{changed[line][..colon]}: {Values[value]}{comma}" : Values[value] + comma;
            Check(string.Join('\n', changed));
        });
    }

    private static void Check(string text)
    {
        var config = BotConfigReader.Read(text);
        Assert.Equal(config.Problems.IsEmpty, config.Config is not null);
        Assert.All(config.Problems, CheckIsOneLine);

        var document = BotDocumentReader.Read(text);
        Assert.Equal(document.Problems.IsEmpty, document.Config is not null);
        Assert.All(document.Problems, CheckIsOneLine);
    }

    private static void CheckIsOneLine(ConfigProblem problem)
    {
        Assert.NotEmpty(problem.Path);
        Assert.NotEmpty(problem.Allowed);
        Assert.NotEmpty(problem.Example);
        Assert.DoesNotContain('\n', problem.ToString());
    }
}
