using ActorBots.Ports.Storage;
using ActorBots.Storage.Memory;
using ActorBots.Testing.Storage;

namespace ActorBots.Storage.Tests.Memory;

public sealed class MemoryBotListTests : BotListContract
{
    protected override Task<IStore> OpenEmptyAsync() => Task.FromResult<IStore>(new MemoryStore());
}
