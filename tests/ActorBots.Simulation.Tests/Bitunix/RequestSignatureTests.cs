using ActorBots.Simulation.Bitunix.Security;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>The test vectors of reference/bitunix.md, section 2.3, and the variants of section 2.2.</summary>
public sealed class RequestSignatureTests
{
    private const string Head = "a1b2c3d4e5f60718293a4b5c6d7e8f9017901265156840123456789abcdef0123456789abcdef";
    private const string StreamHead = "a1b2c3d4e5f60718293a4b5c6d7e8f9017901265150123456789abcdef0123456789abcdef";
    private const string Secret = "fedcba9876543210fedcba9876543210";

    private const string Order =
        """{"symbol":"BTCUSDT","qty":"0.001","price":"60000","side":"BUY","tradeSide":"OPEN","orderType":"LIMIT","effect":"GTC","clientId":"bot-000001"}""";

    [Theory]
    [InlineData("33333333333333333174710471126211111111111111111", "22222222222222222", "marginCoin=USDT", "", "40e87256554e263e39201a3979469b7fbb640d1c7c41759abf5c6a18f937f922")]
    [InlineData(
        "12345620241120123045yourApiKey",
        "yourSecretKey",
        "id=1&uid=200",
        """{"uid":"2899","arr":[{"id":1,"name":"maple"},{"id":2,"name":"lily"}]}""",
        "00397cd1e52c7dce3258067324363b6361fabc9178a0912b330c138db8745655")]
    [InlineData(Head, Secret, "symbol=BTCUSDT&limit=100", "", "d8c564e2842b23ae2a8f6788f040fa2cda247fcbf6e9760f8f1094781f188cc8")]
    [InlineData(
        Head, Secret, "symbol=BTCUSDT&startTime=1790040000000&endTime=1790126400000&limit=50", "", "83136d6da0ac38ec721ac1c7cb4ae236c6f1c38dc7934ffd3317bd976d11defa")]
    [InlineData(Head, Secret, "", Order, "90ea342ed7725b9a15785cc62f2c8384c624ba5de26f84d1e0638b3bc26c7a68")]
    [InlineData(Head, Secret, "", "", "9f3017da285eeec2e82e42759283352f5d6efde4a0f9115e904a897b0a3b0c57")]
    [InlineData(Head, Secret, "", "{}", "19bbb8175620ee888d60886e63bf84676c443508ab5b745ad2c8a44312916b82")]
    [InlineData(StreamHead, Secret, "", "", "fd979fcf3709dbb0b16873758628963c12a1af4c4fec92e368df2faa583c9e7b")]
    public void IsSigned_VectorOfTheReference_HoldsForExactlyThisText(string head, string secret, string query, string body, string sign)
    {
        Assert.True(RequestSignature.IsSigned(head, query, body, secret, sign));
        Assert.False(RequestSignature.IsSigned(head + "0", query, body, secret, sign));
        Assert.False(RequestSignature.IsSigned(head, query, body, secret + "0", sign));
        Assert.False(RequestSignature.IsSigned(head, query + "&a=b", body, secret, sign));
        Assert.False(RequestSignature.IsSigned(head, query, body + "x", secret, sign));
    }

    [Theory]
    [InlineData("", "{\"a\": 1, \"b\": [1, 2]}", "{\"a\": 1, \"b\": [1, 2]}")]
    [InlineData("", "{\"a\": 1, \"b\": [1, 2]}", "{\"a\":1,\"b\":[1,2]}")]
    [InlineData("symbols=BTCUSDT%2CETHUSDT&limit=1", "", "limit1symbolsBTCUSDT,ETHUSDT")]
    [InlineData("limit=1&symbols=BTCUSDT%2CETHUSDT", "", "limit1symbolsBTCUSDT%2CETHUSDT")]
    [InlineData("symbols=BTCUSDT%2CETHUSDT&limit=1", "", "limit1symbolsBTCUSDTETHUSDT")]
    public void IsSigned_WhatSomeClientSigns_IsAccepted(string query, string body, string text) =>
        Assert.True(RequestSignature.IsSigned(Head, query, body, Secret, BitunixSignature.Sign(Secret, Head + text)));

    [Theory]
    [InlineData("symbol=BTCUSDT&limit=1", "symbolBTCUSDT")]
    [InlineData("symbol=BTCUSDT&limit=1", "")]
    [InlineData("symbol=BTCUSDT&limit=1", "symbol=BTCUSDT&limit=1")]
    public void IsSigned_AnotherText_IsRefused(string query, string text) =>
        Assert.False(RequestSignature.IsSigned(Head, query, string.Empty, Secret, BitunixSignature.Sign(Secret, Head + text)));
}
