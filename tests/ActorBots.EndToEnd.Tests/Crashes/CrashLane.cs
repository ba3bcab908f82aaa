using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Host.Simulated;
using ActorBots.Simulation.Faults;
using ActorBots.Storage.Mongo;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>
/// A bot that lives through round after round, dying once in each; or, for the reference, never. The market moves only when the bot has
/// done everything that the last tick caused.
/// </summary>
internal sealed class CrashLane : IAsyncDisposable
{
    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder _folder = new();
    private readonly List<CrashNodeProcess> _lives = [];
    private readonly bool _dies;
    private readonly CrashStore _store;
    private CrashVenue _venue = null!;
    private CrashNodeProcess? _node;
    private int _deaths;
    private int _trades;
    private string _status = string.Empty;

    private CrashLane(bool dies, MongoSettings? mongo)
    {
        _dies = dies;
        _store = new CrashStore(_folder.PathOf("node"), mongo);
    }

    /// <summary>Runs the rounds of some steps; the result of each, or why it could not be had, which ends the lane.</summary>
    /// <param name="wire">The venue.</param>
    /// <param name="steps">The steps, a round each.</param>
    /// <param name="dies">Whether the node dies in each.</param>
    /// <param name="mongo">A database of its own for the lane; absent is SQLite.</param>
    public static async Task<ImmutableArray<(RoundResult? Result, string Failure)>> RunAsync(
        SimulatedWire wire, ImmutableArray<CrashStep> steps, bool dies, MongoSettings? mongo)
    {
        await using var lane = new CrashLane(dies, mongo);
        lane._venue = await CrashVenue.OpenAsync(wire, lane._folder.PathOf("venue.db"), steps.Select(s => s.Round));
        var results = ImmutableArray.CreateBuilder<(RoundResult?, string)>(steps.Length);
        foreach (var step in steps)
        {
            try
            {
                results.Add((await lane.RoundAsync(step), string.Empty));
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                results.Add((null, $"{e.Message}{Environment.NewLine}{lane.LastLog()}"));
                break;
            }
        }

        while (results.Count < steps.Length)
        {
            results.Add((null, "not run: an earlier step of the lane failed"));
        }

        return results.ToImmutable();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.DisposeAsync();
        }

        await _venue.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<RoundResult> RoundAsync(CrashStep step)
    {
        var (before, tradesBefore) = (_venue.Audit, _trades);
        _deaths = 0;
        await ArmAsync(step);
        for (var i = 0; i < step.Round.Ticks; i++)
        {
            var tick = _venue.Advance();
            if (step.Round.FillsInPieces && i == Round.EntryTick)
            {
                await CoveredAsync();
            }
            else
            {
                await SettleAsync(tick, mayStayDown: step.StaysDown && _dies);
            }
        }

        await DisarmAsync();
        var after = _venue.Audit;
        return new RoundResult
        {
            Trades = await TradesAsync(tradesBefore),
            Executions = string.Join(Environment.NewLine, _venue.Executions(before.Fills)),
            Wallet = _venue.Wallet,
            Orders = after.Orders - before.Orders,
            Duplicates = after.DuplicateClientOrderIds,
            OpenPositions = after.OpenPositions,
            BooksBalance = after.BooksBalance,
            Status = _status,
            Deaths = _deaths,
        };
    }

    private async Task ArmAsync(CrashStep step)
    {
        if (step.Round.FillsInPieces)
        {
            _venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.PartialFill(2, 1m, OnePiecePerTick: true));
        }

        var node = await LiveAsync();
        if (!_dies)
        {
            return;
        }

        switch (step.Crash)
        {
            case Crash.Journal j:
                await node.AskAsync($"arm {j.Moment} {j.Event} {j.Purpose}");
                break;
            case Crash.Wire w:
                _venue.Faults.OnStage = (stage, context) => OnStageAsync(w, stage, context);
                break;
        }
    }

    private async Task OnStageAsync(Crash.Wire wire, FaultStage stage, FaultContext context)
    {
        if (!wire.Is(_venue.Wire, stage, context))
        {
            return;
        }

        _venue.Faults.OnStage = null;
        await _node!.KillAsync();
        if (wire.IsLost)
        {
            throw new IOException("the request is lost with its sender");
        }
    }

    private async Task DisarmAsync()
    {
        _venue.Faults.OnStage = null;
        _venue.Faults.Clear();
        await (await LiveAsync()).AskAsync("disarm");
    }

    /// <summary>Waits until the bot has done everything that a tick caused, over as many lives as that takes.</summary>
    private async Task SettleAsync(long tick, bool mayStayDown)
    {
        while (true)
        {
            var node = await LiveAsync();
            var answer = await node.AskAsync(string.Create(CultureInfo.InvariantCulture, $"settle {tick}"));
            if (answer?.Split(' ') is ["settled", var trades, var status])
            {
                (_trades, _status) = (int.Parse(trades, CultureInfo.InvariantCulture), status);
                return;
            }

            if (answer is not null)
            {
                throw new InvalidOperationException($"tick {tick}: the node said '{answer}'; {node}");
            }

            await BuryAsync();
            if (mayStayDown)
            {
                return;
            }
        }
    }

    /// <summary>Waits until the first piece of an entry is covered by its stop, over as many lives as that takes.</summary>
    private Task CoveredAsync() => Eventually.GetAsync("a covered position", StateTimeout, async () =>
    {
        if ((await LiveAsync()).HasEnded)
        {
            await BuryAsync();
        }

        return _venue.IsCovered ? this : null;
    });

    private async Task<CrashNodeProcess> LiveAsync()
    {
        if (_node is null)
        {
            _node = await CrashNodeProcess.StartAsync(_venue, _store);
            _lives.Add(_node);
        }

        return _node;
    }

    private async Task BuryAsync()
    {
        await _node!.KillAsync();
        _node = null;
        _deaths++;
    }

    /// <summary>The books follow the journal by a moment.</summary>
    private async Task<string> TradesAsync(int before)
    {
        var rows = await Eventually.GetAsync($"trade {_trades} in the books", StateTimeout, async () =>
        {
            var found = await _store.TradesAsync();
            return found.Count >= _trades ? found : null;
        });
        return string.Join(Environment.NewLine, rows.Skip(before));
    }

    private string LastLog()
    {
        var log = Path.Combine(_store.DataDirectory, "logs", "actorbots.log");
        return File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(60)) : "no log";
    }
}
