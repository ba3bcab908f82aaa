using System.Collections.Immutable;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage;

/// <summary>
/// Copies a store into an empty one of any kind: documents with their status and unknown fields, positions, trades, dead letters. No node may
/// write to either meanwhile. A copy that broke off is run again from the same source: what is there already stays. How far projections have
/// come is not copied: that is a place in a journal, and the target's is another one; the books are projected again without harm.
/// </summary>
public sealed class StoreCopy
{
    /// <summary>The mark that a copy leaves in its target, as the offset of a projection of this name: 1 begun, 2 finished.</summary>
    public const string Mark = "store-copy";

    private const int PageSize = 500;
    private const int MostProblems = 20;
    private const long Begun = 1;
    private const long Finished = 2;

    private readonly IStore _source;
    private readonly IStore _target;

    /// <summary>A copy from one store to another; both stay the caller's.</summary>
    public StoreCopy(IStore source, IStore target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        _source = source;
        _target = target;
    }

    /// <summary>Checks both ends and marks the target as a copy that has begun, so that other parts may be copied before the documents.</summary>
    /// <exception cref="StoreCopyException">
    /// The target is not empty and no unfinished copy, or a document of the source is bad. Nothing was written.
    /// </exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await CheckTargetAsync(cancellationToken).ConfigureAwait(false);
        await CheckSourceAsync(cancellationToken).ConfigureAwait(false);
        await MarkAsync(Begun, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins unless that was done, copies everything and marks the copy as finished.</summary>
    /// <exception cref="StoreCopyException">As for <see cref="BeginAsync"/>.</exception>
    public async Task<StoreCopyCounts> RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        var counts = new StoreCopyCounts(
            await CopyBotsAsync(cancellationToken).ConfigureAwait(false),
            await CopyPositionsAsync(cancellationToken).ConfigureAwait(false),
            await CopyTradesAsync(cancellationToken).ConfigureAwait(false),
            await CopyDeadLettersAsync(cancellationToken).ConfigureAwait(false));
        await MarkAsync(Finished, cancellationToken).ConfigureAwait(false);
        return counts;
    }

    private static async Task<int> EachPageAsync<T>(
        Func<string?, Task<Page<T>>> list, Func<ImmutableArray<T>, Task> take)
    {
        var count = 0;
        string? after = null;
        do
        {
            var page = await list(after).ConfigureAwait(false);
            await take(page.Items).ConfigureAwait(false);
            count += page.Items.Length;
            after = page.Next;
        }
        while (after is not null);

        return count;
    }

    private async Task CheckTargetAsync(CancellationToken cancellationToken)
    {
        if (await _target.Ledger.GetOffsetAsync(Mark, cancellationToken).ConfigureAwait(false) == Begun)
            return;

        var problems = ImmutableArray.CreateBuilder<string>();
        if ((await _target.Bots.ListAsync(null, 1, cancellationToken).ConfigureAwait(false)).Items is [var bot, ..])
            problems.Add($"the target has bots already, such as '{bot.BotId}'");
        if ((await _target.Ledger.ListPositionsAsync(null, 1, cancellationToken).ConfigureAwait(false)).Items is [var position, ..])
            problems.Add($"the target has positions already, such as '{position.PositionId}'");
        if ((await _target.Ledger.ListTradesAsync(null, null, 1, cancellationToken).ConfigureAwait(false)).Items is [var trade, ..])
            problems.Add($"the target has trades already, such as '{trade.TradeId}'");
        if ((await _target.DeadLetters.ListAsync(null, null, 1, cancellationToken).ConfigureAwait(false)).Items is [var letter, ..])
            problems.Add($"the target has dead letters already, such as '{letter.NotificationId}'");
        if (problems.Count > 0)
            throw new StoreCopyException(problems.ToImmutable());
    }

    private async Task CheckSourceAsync(CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        await EachPageAsync(
            after => _source.Bots.ListAsync(after, PageSize, cancellationToken),
            bots =>
            {
                problems.AddRange(bots.Where(static b => !b.Problems.IsEmpty).Select(static b => $"bot '{b.BotId}': {string.Join(", ", b.Problems)}"));
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        if (problems.Count > 0)
        {
            throw new StoreCopyException(problems.Count <= MostProblems
                ? problems.ToImmutable()
                : [.. problems.Take(MostProblems), $"{problems.Count - MostProblems} more bots have problems"]);
        }
    }

    private Task<int> CopyBotsAsync(CancellationToken cancellationToken) =>
        EachPageAsync(
            after => _source.Bots.ListAsync(after, PageSize, cancellationToken),
            async bots =>
            {
                var statuses = new List<BotStatusRow>();
                foreach (var bot in bots)
                {
                    await _target.Bots.PutAsync(bot, cancellationToken).ConfigureAwait(false);
                    if (await _source.Bots.FindStatusAsync(bot.BotId, cancellationToken).ConfigureAwait(false) is { } status)
                        statuses.Add(status);
                }

                await _target.Bots.WriteStatusAsync(statuses, cancellationToken).ConfigureAwait(false);
            });

    private Task<int> CopyPositionsAsync(CancellationToken cancellationToken) =>
        EachPageAsync(
            after => _source.Ledger.ListPositionsAsync(after, PageSize, cancellationToken),
            positions => _target.Ledger.WriteAsync(Mark, positions, [], Begun, cancellationToken));

    private Task<int> CopyTradesAsync(CancellationToken cancellationToken) =>
        EachPageAsync(
            after => _source.Ledger.ListTradesAsync(null, after, PageSize, cancellationToken),
            trades => _target.Ledger.WriteAsync(Mark, [], trades, Begun, cancellationToken));

    private Task<int> CopyDeadLettersAsync(CancellationToken cancellationToken) =>
        EachPageAsync(
            after => _source.DeadLetters.ListAsync(null, after, PageSize, cancellationToken),
            async letters =>
            {
                foreach (var letter in letters)
                    await _target.DeadLetters.AddAsync(letter, cancellationToken).ConfigureAwait(false);
            });

    private Task MarkAsync(long mark, CancellationToken cancellationToken) => _target.Ledger.WriteAsync(Mark, [], [], mark, cancellationToken);
}
