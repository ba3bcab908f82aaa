using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixErrorsTests
{
    public static TheoryData<int, VenueErrorKind, VenueErrorKind, VenueErrorCode> Codes => new()
    {
        { 1, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 2, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 10001, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 403, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 404, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 10002, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 10003, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10004, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10005, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited },
        { 10006, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited },
        { 10007, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10012, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.InsufficientMargin },
        { 10013, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OrderNotFound },
        { 20003, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.InsufficientMargin },
        { 20007, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OrderNotFound },
        { 20009, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.PositionModeMismatch },
        { 20011, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 20012, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NotTrading },
        { 20015, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NotTrading },
        { 30004, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NothingToReduce },
        { 30011, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OrderNotFound },
        { 30017, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OutsideFilters },
        { 30018, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NothingToReduce },
        { 30019, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NothingToReduce },
        { 30022, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice },
        { 30023, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice },
        { 30028, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice },
        { 30042, VenueErrorKind.Ambiguous, VenueErrorKind.Ambiguous, VenueErrorCode.DuplicateClientOrderId },
        { 200014, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.PositionModeMismatch },
        { 30999, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 777777, VenueErrorKind.Final, VenueErrorKind.Ambiguous, VenueErrorCode.Other },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void FromCode_Table_GivesKindByEffectAndCode(int code, VenueErrorKind query, VenueErrorKind order, VenueErrorCode expected)
    {
        var asQuery = BitunixErrors.FromCode(code, "text", CallEffect.Query);
        var asSetting = BitunixErrors.FromCode(code, "text", CallEffect.Setting);
        var asOrder = BitunixErrors.FromCode(code, "text", CallEffect.Order);

        Assert.Equal((query, expected), (asQuery.Kind, asQuery.Code));
        Assert.Equal((query, expected), (asSetting.Kind, asSetting.Code));
        Assert.Equal((order, expected), (asOrder.Kind, asOrder.Code));
    }

    [Fact]
    public void FromCode_BadSignatureWithADoubtfulClock_IsRetryableSkew()
    {
        var error = BitunixErrors.FromCode(BitunixErrors.BadSignature, "sign error", CallEffect.Order, clockSuspected: true);

        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.ClockSkew), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData(400, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other)]
    [InlineData(401, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized)]
    [InlineData(403, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized)]
    [InlineData(429, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited)]
    [InlineData(502, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer)]
    public void FromStatus_Table_GivesKindByEffect(int status, VenueErrorKind query, VenueErrorKind order, VenueErrorCode code)
    {
        Assert.Equal((query, code), Of(BitunixErrors.FromStatus(status, CallEffect.Query)));
        Assert.Equal((order, code), Of(BitunixErrors.FromStatus(status, CallEffect.Order)));
    }

    private static (VenueErrorKind Kind, VenueErrorCode Code) Of(VenueError error) => (error.Kind, error.Code);
}
