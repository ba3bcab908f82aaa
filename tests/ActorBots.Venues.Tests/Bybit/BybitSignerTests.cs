using System.Text;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Tests.Stub;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitSignerTests
{
    private const string Body =
        """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.001","positionIdx":0,"orderLinkId":"bot-0001"}""";

    private readonly BybitSigner _signer = new(Bench.Credentials);

    [Theory]
    [InlineData("category=linear&symbol=BTCUSDT", "eadfe3cb48fa0f855059d7e7168720c1a776c9883962c6ea518b423c476ea73e")]
    [InlineData("", "faf58c2272d2fdd9322aac1b8cdc744a513536aaef75f457499245f4416828e0")]
    [InlineData("category=linear&symbol=BTCUSDT&orderLinkId=bot-1%3A7", "af4d30557161a7cd3e15e0c8beee5e7df11d35357ce9f05fbb32524a73e3a2d6")]
    [InlineData(Body, "cb92aeb6e10197b03b3e1a6992fdb53b55c2723f8652282128de31c967ebd068")]
    public void Sign_Vector_GivesTheDocumentedSignature(string payload, string signature) =>
        Assert.Equal(signature, _signer.Sign(1700000000000, 5000, Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Sign_BodyWithSpaces_GivesAnotherSignature() => Assert.Equal(
        "7edf0f2936549514933bf995ab61d960ee5e77e8c49c0ac818a8851614786f8a",
        _signer.Sign(1700000000000, 5000, Encoding.UTF8.GetBytes(Body.Replace(":", ": ", StringComparison.Ordinal))));

    [Fact]
    public void SignStream_Vector_GivesTheDocumentedSignature() =>
        Assert.Equal("3c38213750c3526df4b0846497a7b45b62c2aa007ff17503645e67afc5f4a8d5", _signer.SignStream(1700000010000));
}
