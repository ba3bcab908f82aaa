using ActorBots.Testing.Venues;

namespace ActorBots.Venues.Tests.Contracts;

public sealed class BybitExecutionClientContractTests : ExecutionClientContract<BybitStage>;

public sealed class BybitExecutionStopContractTests : ExecutionStopContract<BybitStage>;

public sealed class BybitExecutionModeContractTests : ExecutionModeContract<BybitStage>;

public sealed class BybitExecutionReconciliationContractTests : ExecutionReconciliationContract<BybitStage>;

public sealed class BybitExecutionFaultContractTests : ExecutionFaultContract<BybitStage>;

public sealed class BybitExecutionClockContractTests : ExecutionClockContract<BybitStage>;

public sealed class BybitExecutionStreamContractTests : ExecutionStreamContract<BybitStage>;

public sealed class BybitExecutionTroubleContractTests : ExecutionTroubleContract<BybitStage>;

public sealed class BybitMarketDataClientContractTests : MarketDataClientContract<BybitStage>;

public sealed class BybitSimulatedWireContractTests : SimulatedWireContract<BybitStage>;
