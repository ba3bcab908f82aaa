using ActorBots.Ports.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitErrorsTests
{
    public static TheoryData<int, VenueErrorKind, VenueErrorKind, VenueErrorCode> Codes => new()
    {
        { -1, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 429, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.RateLimited },
        { 10000, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 10001, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 10002, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.ClockSkew },
        { 10003, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10004, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10005, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 10006, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited },
        { 10014, VenueErrorKind.Final, VenueErrorKind.Ambiguous, VenueErrorCode.Other },
        { 10016, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 10017, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 10018, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited },
        { 10019, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.NoAnswer },
        { 10429, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.RateLimited },
        { 33004, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized },
        { 40004, VenueErrorKind.Final, VenueErrorKind.Ambiguous, VenueErrorCode.Other },
        { 110001, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OrderNotFound },
        { 110003, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OutsideFilters },
        { 110005, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.NotTrading },
        { 110007, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.InsufficientMargin },
        { 110008, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OrderNotFound },
        { 110009, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TooManyOrders },
        { 110017, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NothingToReduce },
        { 110020, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TooManyOrders },
        { 110024, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.PositionModeMismatch },
        { 110063, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.NotTrading },
        { 110072, VenueErrorKind.Ambiguous, VenueErrorKind.Ambiguous, VenueErrorCode.DuplicateClientOrderId },
        { 110074, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.NotTrading },
        { 110079, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.Other },
        { 110092, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice },
        { 110093, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.TriggerThroughPrice },
        { 110094, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.OutsideFilters },
        { 170007, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer },
        { 110999, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other },
        { 777777, VenueErrorKind.Final, VenueErrorKind.Ambiguous, VenueErrorCode.Other },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void FromCode_Table_GivesKindByEffectAndCode(int code, VenueErrorKind query, VenueErrorKind order, VenueErrorCode expected)
    {
        var asQuery = BybitErrors.FromCode(code, "text", CallEffect.Query);
        var asSetting = BybitErrors.FromCode(code, "text", CallEffect.Setting);
        var asOrder = BybitErrors.FromCode(code, "text", CallEffect.Order);

        Assert.Equal((query, expected), (asQuery.Kind, asQuery.Code));
        Assert.Equal((query, expected), (asSetting.Kind, asSetting.Code));
        Assert.Equal((order, expected), (asOrder.Kind, asOrder.Code));
    }

    [Theory]
    [InlineData("position idx not match position mode", VenueErrorCode.PositionModeMismatch)]
    [InlineData("The number of contracts exceeds minimum limit allowed", VenueErrorCode.OutsideFilters)]
    [InlineData("The number of contracts exceeds maximum limit allowed: too large, order_qty:579700000000 > max_qty:360000000000", VenueErrorCode.OutsideFilters)]
    [InlineData("Not supported symbols", VenueErrorCode.NotTrading)]
    [InlineData("params error: side invalid", VenueErrorCode.Other)]
    public void FromCode_ParameterError_IsToldApartByItsText(string text, VenueErrorCode expected) =>
        Assert.Equal(expected, BybitErrors.FromCode(10001, text, CallEffect.Order).Code);

    [Theory]
    [InlineData(0)]
    [InlineData(34040)]
    [InlineData(110025)]
    [InlineData(110026)]
    [InlineData(110043)]
    public void IsSuccess_AlreadySo_IsTrue(int code)
    {
        Assert.True(BybitErrors.IsSuccess(code, "text", "/v5/position/set-leverage"));
        Assert.DoesNotContain(code, BybitErrors.KnownCodes);
    }

    [Theory]
    [InlineData("/v5/order/amend", true)]
    [InlineData("/v5/order/create", false)]
    public void IsSuccess_OrderRemainsUnchanged_OnlyForAnAmendment(string path, bool expected) => Assert.Equal(
        expected, BybitErrors.IsSuccess(10001, "The order remains unchanged as the parameters entered match the existing ones.", path));

    [Theory]
    [InlineData(400, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other)]
    [InlineData(401, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Unauthorized)]
    [InlineData(403, VenueErrorKind.Retryable, VenueErrorKind.Retryable, VenueErrorCode.RateLimited)]
    [InlineData(404, VenueErrorKind.Final, VenueErrorKind.Final, VenueErrorCode.Other)]
    [InlineData(429, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.RateLimited)]
    [InlineData(502, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer)]
    [InlineData(504, VenueErrorKind.Retryable, VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer)]
    public void FromStatus_Table_GivesKindByEffect(int status, VenueErrorKind query, VenueErrorKind order, VenueErrorCode code)
    {
        Assert.Equal((query, code), Of(BybitErrors.FromStatus(status, CallEffect.Query)));
        Assert.Equal((order, code), Of(BybitErrors.FromStatus(status, CallEffect.Order)));
    }

    private static (VenueErrorKind Kind, VenueErrorCode Code) Of(VenueError error) => (error.Kind, error.Code);
}
