using System.Text;
using ActorBots.Host.Notifications;

namespace ActorBots.Host.Tests.Notifications;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const long Timestamp = 1614265330;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    private static readonly WebhookSecret Secret =
        WebhookSecret.TryParse(SomeWebhook.Secret) ?? throw new InvalidOperationException("the secret is readable");

    [Fact]
    public void Sign_PublishedExample_GivesItsSignature() =>
        Assert.Equal(Signature, WebhookSignature.Sign(Secret, Id, Timestamp, Body));

    [Theory]
    [InlineData(Signature, 0, true)]
    [InlineData("v1,AAAA " + Signature, 0, true)]
    [InlineData("v1a,xxx " + Signature + " v2,yyy", 299, true)]
    [InlineData(Signature, 300, true)]
    [InlineData(Signature, 301, false)]
    [InlineData(Signature, -301, false)]
    [InlineData("v1,AAAA", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 0, false)]
    public void Verify_SignaturesAndClock_AcceptsOnlyAFittingOneOfNow(string signatures, int clockAheadSeconds, bool expected) =>
        Assert.Equal(
            expected,
            WebhookSignature.Verify(Secret, Id, $"{Timestamp}", signatures, Body, Now.AddSeconds(clockAheadSeconds)));

    [Theory]
    [InlineData("msg_other", "1614265330")]
    [InlineData(Id, "1614265331")]
    [InlineData(Id, "-1")]
    [InlineData(Id, "")]
    [InlineData(Id, "99999999999999999999")]
    [InlineData(Id, "9223372036854775807")]
    public void Verify_OtherIdOrTimestamp_IsRefused(string id, string timestamp) =>
        Assert.False(WebhookSignature.Verify(Secret, id, timestamp, Signature, Body, Now));

    [Fact]
    public void Verify_OneByteOfTheBodyChanged_IsRefused()
    {
        var body = Body.ToArray();
        body[^1] ^= 1;

        Assert.False(WebhookSignature.Verify(Secret, Id, $"{Timestamp}", Signature, body, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_%%%")]
    [InlineData("whsec_AAAA")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void TryParse_OtherShape_GivesNothing(string text) => Assert.Null(WebhookSecret.TryParse(text));

    [Fact]
    public void ToString_AnySecret_HidesTheKey() => Assert.Equal("whsec_…", Secret.ToString());
}
