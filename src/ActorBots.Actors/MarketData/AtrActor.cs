using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.MarketData;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// Computes ATR and recent high afresh at each closed candle over a fixed window, so that a restarted bot has the very value of one that
/// never stopped, and tells the bot. Prices pass through, so that one which follows a candle reaches the bot after that candle's values.
/// </summary>
internal sealed class AtrActor : ReceiveActor
{
    private readonly AtrConfig _config;

    public AtrActor(AtrConfig config)
    {
        _config = config;
        Receive<CandleArrived>(OnCandles);
        Receive<PriceView>(Context.Parent.Forward);
        Receive<Settle>(Context.Parent.Forward);
    }

    public static Props Create(AtrConfig config) => Props.Create(() => new AtrActor(config));

    private void OnCandles(CandleArrived message)
    {
        var candles = message.Candles;
        var length = Math.Min(candles.Count, AverageTrueRange.WindowLength(_config.Period));
        var window = new Candle[length];
        for (var i = 0; i < length; i++)
        {
            window[i] = candles[candles.Count - length + i];
        }

        Context.Parent.Tell(new IndicatorView(
            AverageTrueRange.Latest(window, _config.Period),
            RecentHigh.Of(window, _config.RecentHighLookback),
            length == 0 ? null : window[^1].OpenTime,
            length));
    }
}
