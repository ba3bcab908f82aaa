using System.Collections.Immutable;
using ActorBots.Simulation.Faults;
using static ActorBots.EndToEnd.Tests.Crashes.Round;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>All steps of the order's life at which the process dies, and the table of what came of it.</summary>
internal static class CrashMatrix
{
    private const string Create = "order.create";
    private const string Cancel = "order.cancel";
    private const string Entry = "Entry";
    private const string ProtectiveStop = "ProtectiveStop";
    private const string Exit = "Exit";

    /// <summary>Deaths around the node's own journal.</summary>
    public static ImmutableArray<CrashStep> Journal { get; } =
    [
        .. Around("entry intended", "OrderIntended", Entry),
        .. Around("entry accepted", "OrderAccepted", Entry),
        .. Around("entry filled", "OrderFilled", Entry),
        .. Around("first piece of the entry filled", "OrderFilled", Entry, Pieces),
        .. Around("stop intended", "OrderIntended", ProtectiveStop),
        .. Around("stop placed", "OrderAccepted", ProtectiveStop),
        .. Around("stop fired", "OrderFilled", ProtectiveStop, Round.Stop),
        .. Around("exit decided", "ExitDecided", "-"),
        .. Around("stop cancelled", "OrderEnded", ProtectiveStop),
        .. Around("exit intended", "OrderIntended", Exit),
        .. Around("exit accepted", "OrderAccepted", Exit),
        .. Around("exit filled", "OrderFilled", Exit),
        .. Around("trade recorded", "PositionClosed", "-"),
    ];

    /// <summary>Deaths around what the venue hears and does.</summary>
    public static ImmutableArray<CrashStep> Wire { get; } =
    [
        .. Request("entry", Create, "e", isOrder: true),
        At("entry", "filled, not yet told", FaultStage.Filled, string.Empty, "e"),
        At("entry", "first piece filled, not yet told", FaultStage.Filled, string.Empty, "e", Pieces),
        .. Request("stop", Create, "s", isOrder: true),
        At("stop", "fired, not yet told", FaultStage.Filled, string.Empty, "s", Round.Stop),
        new("stop", "fired while the node was down", Plunge, new Crash.Journal("after", "OrderAccepted", ProtectiveStop), StaysDown: true),
        .. Request("cancellation of the stop", Cancel, "s", isOrder: false),
        .. Request("exit", Create, "x", isOrder: true),
        At("exit", "filled, not yet told", FaultStage.Filled, string.Empty, "x"),
    ];

    /// <summary>The table as Markdown.</summary>
    /// <param name="rows">What came of this run.</param>
    /// <param name="former">The table as it stands: cells of grounds that this run did not go through are kept.</param>
    public static string Table(IReadOnlyList<CrashRow> rows, string former)
    {
        var kept = Cells(former);
        return $"""
            # The crash matrix

            One real process per life of a node, ended as `kill -9` does at one step of the order's life; the simulated venue survives it. The
            next life starts while the market stands still. "Same books" is: trades, executions, wallet, number of orders at the venue and state
            of the bot as in a run without the crash, to the digit; no client order id twice; no position open at the end. Written by
            `CrashMatrixTests`. Every run goes through the first and the last column and compares them; the two between are from the last run
            with `ACTORBOTS_CRASH_MATRIX=full`.

            | # | Step | The process dies | Market | {string.Join(" | ", CrashGround.All)} |
            |--:|---|---|---|{string.Concat(CrashGround.All.Select(_ => "---|"))}
            {string.Join('\n', rows.Select((r, i) => $"| {i + 1} | {r.Step.Step} | {r.Step.Moment} | {r.Step.Round.Name} | {string.Join(" | ", CrashGround.All.Select((g, column) => Cell(r, g, kept, i, column)))} |"))}

            """;
    }

    private static string Cell(CrashRow row, CrashGround ground, ImmutableArray<ImmutableArray<string>> kept, int line, int column) =>
        row.Outcomes.TryGetValue(ground.ToString(), out var outcome) ? outcome.ReplaceLineEndings(" ")
        : kept.ElementAtOrDefault(line) is { IsDefault: false } cells && column < cells.Length ? cells[column]
        : "not run";

    /// <summary>The outcomes that a table holds, by row and ground.</summary>
    private static ImmutableArray<ImmutableArray<string>> Cells(string table) =>
    [
        .. table.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2]))
            .Select(l => l.Split('|').Skip(5).SkipLast(1).Select(c => c.Trim()).ToImmutableArray()),
    ];

    private static IEnumerable<CrashStep> Around(string step, string happened, string purpose, Round? round = null) =>
    [
        new(step, "before it is stored", round ?? Target, new Crash.Journal("before", happened, purpose)),
        new(step, "after it is stored", round ?? Target, new Crash.Journal("after", happened, purpose)),
    ];

    private static IEnumerable<CrashStep> Request(string what, string operation, string suffix, bool isOrder) =>
    [
        new(what, "request sent, lost on its way", Target, new Crash.Wire(FaultStage.RequestReceived, operation, suffix, IsLost: true)),
        At(what, "request sent, not yet accepted", FaultStage.RequestReceived, operation, suffix),
        .. isOrder ? [At(what, "accepted, not yet answered", FaultStage.OrderAccepted, operation, suffix)] : Array.Empty<CrashStep>(),
        At(what, "answered", FaultStage.Answered, operation, suffix),
    ];

    private static CrashStep At(string what, string moment, FaultStage stage, string operation, string suffix, Round? round = null) =>
        new(what, moment, round ?? Target, new Crash.Wire(stage, operation, suffix));
}
