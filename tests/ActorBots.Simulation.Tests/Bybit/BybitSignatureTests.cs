using System.Text;
using ActorBots.Simulation.Bybit.Security;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class BybitSignatureTests
{
    private const string Secret = "TESTSECRET0123456789abcdefghijklmnop";
    private const string Prefix = "1700000000000TESTKEY0123456789a5000";
    private const string Body =
        """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.001","positionIdx":0,"orderLinkId":"bot-0001"}""";

    [Theory]
    [InlineData(Prefix + "category=linear&symbol=BTCUSDT", "eadfe3cb48fa0f855059d7e7168720c1a776c9883962c6ea518b423c476ea73e")]
    [InlineData(Prefix, "faf58c2272d2fdd9322aac1b8cdc744a513536aaef75f457499245f4416828e0")]
    [InlineData(
        Prefix + "category=linear&symbol=BTCUSDT&orderLinkId=bot-1%3A7", "af4d30557161a7cd3e15e0c8beee5e7df11d35357ce9f05fbb32524a73e3a2d6")]
    [InlineData(Prefix + Body, "cb92aeb6e10197b03b3e1a6992fdb53b55c2723f8652282128de31c967ebd068")]
    [InlineData("GET/realtime1700000010000", "3c38213750c3526df4b0846497a7b45b62c2aa007ff17503645e67afc5f4a8d5")]
    public void Sign_ReferenceVector_GivesItsSignature(string text, string signature)
    {
        Assert.Equal(signature, BybitSignature.Sign(Secret, Encoding.UTF8.GetBytes(text)));
        Assert.True(BybitSignature.Verify(Secret, Encoding.UTF8.GetBytes(text), signature));
    }

    [Fact]
    public void Sign_BodyWithOtherSpaces_GivesAnotherSignature()
    {
        var spaced = Body.Replace(":", ": ", StringComparison.Ordinal);

        Assert.Equal(
            "7edf0f2936549514933bf995ab61d960ee5e77e8c49c0ac818a8851614786f8a",
            BybitSignature.Sign(Secret, Encoding.UTF8.GetBytes(Prefix + spaced)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("faf58c2272d2fdd9322aac1b8cdc744a513536aaef75f457499245f4416828e1")]
    [InlineData("FAF58C2272D2FDD9322AAC1B8CDC744A513536AAEF75F457499245F4416828E0")]
    public void Verify_WrongSignature_IsFalse(string signature) =>
        Assert.False(BybitSignature.Verify(Secret, Encoding.UTF8.GetBytes(Prefix), signature));

    [Theory]
    [InlineData(-5000, true)]
    [InlineData(-5001, false)]
    [InlineData(0, true)]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void Accepts_TimestampRelativeToServer_FollowsTheAsymmetricRule(long offset, bool accepted) =>
        Assert.Equal(accepted, TimeWindow.Accepts(1_700_000_000_000, 1_700_000_000_000 + offset, 5000));
}
