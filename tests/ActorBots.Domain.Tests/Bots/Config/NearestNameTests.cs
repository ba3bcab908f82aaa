using ActorBots.Domain.Bots.Config;
using CsCheck;

namespace ActorBots.Domain.Tests.Bots.Config;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("period", "perid", 1)]
    public void Distance_KnownPairs_IsTheFewestEdits(string left, string right, int expected) =>
        Assert.Equal(expected, NearestName.Distance(left, right));

    [Fact]
    public void Distance_AnyTexts_IsAMetric() =>
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12], Gen.String[0, 12]).Sample((a, b, c) =>
        {
            Assert.Equal(NearestName.Distance(a, b), NearestName.Distance(b, a));
            Assert.Equal(a == b, NearestName.Distance(a, b) == 0);
            Assert.True(NearestName.Distance(a, c) <= NearestName.Distance(a, b) + NearestName.Distance(b, c));
        });

    [Fact]
    public void Hint_LongName_IsNotGuessed() => Assert.Null(NearestName.Hint(new string('p', 65), ["period"]));
}
