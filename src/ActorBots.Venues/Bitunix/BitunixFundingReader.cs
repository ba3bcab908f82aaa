using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Computes funding payments, of which Bitunix keeps no ledger: what was held at each settlement times its mark price times its rate. What
/// was held is the present position less the trades since.
/// </summary>
/// <param name="link">What all clients share.</param>
/// <param name="reader">Reads pages.</param>
internal sealed class BitunixFundingReader(BitunixLink link, BitunixReader reader)
{
    private const int MaxRows = 200;
    private const int MaxPages = 100;

    /// <summary>Difference to the venue's own sum that rounding explains, quote currency.</summary>
    private const decimal Tolerance = 0.01m;

    /// <summary>The payments of one instrument since an instant, oldest first.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="since">Inclusive, venue time.</param>
    /// <param name="legs">The present positions, read before the fills.</param>
    /// <param name="fills">All fills since then, read after the positions.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    public async Task<VenueResult<ImmutableArray<FundingPayment>>> PaymentsAsync(
        InstrumentId instrument, DateTimeOffset since, IReadOnlyList<BitunixLeg> legs, ImmutableArray<Fill> fills, CancellationToken cancellationToken)
    {
        var settlements = await ReadAsync(instrument, since, cancellationToken);
        return settlements.Map(rows =>
        {
            var own = legs.Where(l => l.Instrument == instrument).ToArray();
            var trades = fills.Where(f => f.Instrument == instrument).ToArray();
            var payments = rows
                .OrderBy(r => r.At)
                .Select(r => ToPayment(instrument, r, own.Sum(l => l.Signed) - trades.Where(f => f.At > r.At).Sum(Signed)))
                .OfType<FundingPayment>()
                .ToImmutableArray();
            Check(own, since, payments);
            return payments;
        });
    }

    private static FundingPayment? ToPayment(InstrumentId instrument, (DateTimeOffset At, decimal Mark, decimal Rate) settlement, decimal held) => held == 0m
        ? null
        : new FundingPayment(
            string.Create(CultureInfo.InvariantCulture, $"{instrument}@{settlement.At.ToUnixTimeMilliseconds()}"),
            instrument,
            new Money(-held * settlement.Mark * settlement.Rate),
            new Quantity(Math.Abs(held)),
            settlement.At);

    private static decimal Signed(Fill fill) => fill.Side == OrderSide.Buy ? fill.Quantity.Value : -fill.Quantity.Value;

    /// <summary>The venue's own sum since the position was opened is the check on ours.</summary>
    private void Check(BitunixLeg[] legs, DateTimeOffset since, ImmutableArray<FundingPayment> payments)
    {
        if (legs is not [var leg] || leg.OpenedAt < since)
        {
            return;
        }

        var computed = payments.Where(p => p.At >= leg.OpenedAt).Sum(p => p.Amount.Value);
        if (Math.Abs(computed - leg.Funding) > Tolerance)
        {
            Log.FundingDiffers(link.Logger, link.Name, leg.Instrument.Symbol, leg.Id, leg.Funding, computed);
        }
    }

    private async Task<VenueResult<ImmutableArray<(DateTimeOffset At, decimal Mark, decimal Rate)>>> ReadAsync(
        InstrumentId instrument, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var all = new Dictionary<DateTimeOffset, (DateTimeOffset At, decimal Mark, decimal Rate)>();
        var end = string.Empty;
        for (var page = 0; page < MaxPages; page++)
        {
            // "starTime" is how the venue spells it.
            var query = string.Create(CultureInfo.InvariantCulture, $"symbol={instrument}&starTime={since.ToUnixTimeMilliseconds()}{end}&limit={MaxRows}");
            var rows = await reader.RowsAsync(BitunixPaths.FundingHistory, query, BitunixJson.Default.FundingReply, RequestPriority.Query, cancellationToken);
            var read = rows.Map(list => list.Select(ToSettlement).ToImmutableArray());
            if (!read.IsSuccess)
            {
                return read;
            }

            var before = all.Count;
            foreach (var settlement in read.Value.Where(s => s.At >= since))
            {
                all[settlement.At] = settlement;
            }

            if (read.Value.Length < MaxRows || all.Count == before)
            {
                return VenueResult<ImmutableArray<(DateTimeOffset At, decimal Mark, decimal Rate)>>.Success([.. all.Values]);
            }

            // Newest first, anchored at the end.
            end = string.Create(CultureInfo.InvariantCulture, $"&endTime={all.Keys.Min().ToUnixTimeMilliseconds() - 1}");
        }

        return VenueResult<ImmutableArray<(DateTimeOffset At, decimal Mark, decimal Rate)>>.Failure(
            RestErrors.BadContent($"{BitunixPaths.FundingHistory} has more than {MaxPages} pages"));
    }

    private static (DateTimeOffset At, decimal Mark, decimal Rate) ToSettlement(BitunixFunding row) => (
        BitunixMapper.ToTime(row.FundingTime, "fundingTime"),
        WireField.ToPrice(row.MarkPrice, "markPrice").Value,
        WireNumber.Parse(row.FundingRate, "fundingRate"));
}
