namespace ActorBots.Domain.Bots.Config;

/// <summary>One thing that is wrong with a configuration, told so that the reader can put it right.</summary>
/// <param name="Path">Where: <c>config.atr.period</c>, <c>config.sizing.steps[1].dip_atr</c>.</param>
/// <param name="Value">What was given, as JSON, cut when long; <c>absent</c> when nothing was; withheld where it could be a secret.</param>
/// <param name="Allowed">What is allowed, as the end of the sentence "must be …".</param>
/// <param name="Example">A valid value, as JSON.</param>
/// <param name="Hint">What was probably meant; absent when nobody knows.</param>
public sealed record ConfigProblem(string Path, string Value, string Allowed, string Example, string? Hint = null)
{
    /// <summary>The problem in one line.</summary>
    public override string ToString() =>
        Hint is null
            ? $"{Path}: {Value} — must be {Allowed}, for example {Example}"
            : $"{Path}: {Value} — must be {Allowed}, for example {Example} ({Hint})";
}
