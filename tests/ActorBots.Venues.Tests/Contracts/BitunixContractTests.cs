using ActorBots.Testing.Venues;

namespace ActorBots.Venues.Tests.Contracts;

public sealed class BitunixExecutionClientContractTests : ExecutionClientContract<BitunixStage>;

public sealed class BitunixExecutionStopContractTests : ExecutionStopContract<BitunixStage>;

public sealed class BitunixExecutionModeContractTests : ExecutionModeContract<BitunixStage>;

public sealed class BitunixExecutionReconciliationContractTests : ExecutionReconciliationContract<BitunixStage>;

public sealed class BitunixExecutionFaultContractTests : ExecutionFaultContract<BitunixStage>;

public sealed class BitunixExecutionClockContractTests : ExecutionClockContract<BitunixStage>;

public sealed class BitunixExecutionStreamContractTests : ExecutionStreamContract<BitunixStage>;

public sealed class BitunixExecutionTroubleContractTests : ExecutionTroubleContract<BitunixStage>;

public sealed class BitunixMarketDataClientContractTests : MarketDataClientContract<BitunixStage>;

public sealed class BitunixSimulatedWireContractTests : SimulatedWireContract<BitunixStage>;
