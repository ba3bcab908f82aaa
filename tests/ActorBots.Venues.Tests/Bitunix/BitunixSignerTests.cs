using System.Text;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixSignerTests
{
    private const string Nonce = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private const long Milliseconds = 1790126515684;
    private static readonly BitunixSigner Signer = new(new VenueCredentials("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"));

    [Theory]
    [InlineData("symbol=BTCUSDT&limit=100", "", "d8c564e2842b23ae2a8f6788f040fa2cda247fcbf6e9760f8f1094781f188cc8")]
    [InlineData(
        "symbol=BTCUSDT&startTime=1790040000000&endTime=1790126400000&limit=50",
        "",
        "83136d6da0ac38ec721ac1c7cb4ae236c6f1c38dc7934ffd3317bd976d11defa")]
    [InlineData(
        "",
        """{"symbol":"BTCUSDT","qty":"0.001","price":"60000","side":"BUY","tradeSide":"OPEN","orderType":"LIMIT","effect":"GTC","clientId":"bot-000001"}""",
        "90ea342ed7725b9a15785cc62f2c8384c624ba5de26f84d1e0638b3bc26c7a68")]
    [InlineData("", "", "9f3017da285eeec2e82e42759283352f5d6efde4a0f9115e904a897b0a3b0c57")]
    [InlineData("", "{}", "19bbb8175620ee888d60886e63bf84676c443508ab5b745ad2c8a44312916b82")]
    public void Sign_Vector_GivesItsSignature(string query, string body, string signature) =>
        Assert.Equal(signature, Signer.Sign(Nonce, Milliseconds, query, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Sign_VectorOfTheOfficialDemo_GivesItsSignature()
    {
        var signer = new BitunixSigner(new VenueCredentials("11111111111111111", "22222222222222222"));

        Assert.Equal(
            "40e87256554e263e39201a3979469b7fbb640d1c7c41759abf5c6a18f937f922",
            signer.Sign("33333333333333333", 1747104711262, "marginCoin=USDT", []));
    }

    [Fact]
    public void Sign_VectorOfTheDocumentation_GivesItsSignature()
    {
        var signer = new BitunixSigner(new VenueCredentials("yourApiKey", "yourSecretKey"));
        var body = """{"uid":"2899","arr":[{"id":1,"name":"maple"},{"id":2,"name":"lily"}]}"""u8;

        Assert.Equal(
            "00397cd1e52c7dce3258067324363b6361fabc9178a0912b330c138db8745655",
            signer.Sign("123456", "20241120123045", "id1uid200", body));
    }

    [Fact]
    public void SignStream_Vector_GivesItsSignature() =>
        Assert.Equal("fd979fcf3709dbb0b16873758628963c12a1af4c4fec92e368df2faa583c9e7b", Signer.SignStream(Nonce, 1790126515));

    [Fact]
    public void Sign_EncodedValue_SignsTheDecodedOne() =>
        Assert.Equal(Signer.Sign(Nonce, "1790126515684", "symbolsBTCUSDT,ETHUSDT", []), Signer.Sign(Nonce, Milliseconds, "symbols=BTCUSDT%2CETHUSDT", []));

    [Fact]
    public void NewNonce_Twice_GivesTwoOfThirtyTwoHexCharacters()
    {
        var nonces = new[] { BitunixSigner.NewNonce(), BitunixSigner.NewNonce() };

        Assert.All(nonces, n => Assert.Matches("^[0-9a-f]{32}$", n));
        Assert.NotEqual(nonces[0], nonces[1]);
    }
}
