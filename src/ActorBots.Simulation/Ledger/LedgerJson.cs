using System.Text.Json.Serialization;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Ledger;

/// <summary>The ledger's rows as JSON. Extend only: old ledgers must stay readable.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VenueOrder))]
[JsonSerializable(typeof(VenueExecution))]
[JsonSerializable(typeof(ClosedPnlRow))]
[JsonSerializable(typeof(ClosedPosition))]
[JsonSerializable(typeof(FundingRow))]
[JsonSerializable(typeof(Position))]
[JsonSerializable(typeof(HoldingRow))]
[JsonSerializable(typeof(CoverRow))]
[JsonSerializable(typeof(WalletRow))]
[JsonSerializable(typeof(ClockRow))]
internal sealed partial class LedgerJson : JsonSerializerContext;
