namespace ActorBots.MongoServer.Commands;

/// <summary>Carries out one kind of command.</summary>
/// <returns>The answer as BSON.</returns>
/// <exception cref="CommandException">The command is refused.</exception>
internal delegate Task<ReadOnlyMemory<byte>> CommandHandler(CommandContext context, CancellationToken cancellationToken);
