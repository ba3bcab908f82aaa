using Akka.Actor;

namespace ActorBots.Testing.Persistence;

/// <summary>An event or snapshot with an actor in it.</summary>
public sealed record ActorPayload(IActorRef Actor);

/// <summary>An event or snapshot whose serializer marks it: what is read has gone through it twice.</summary>
public sealed record MarkedPayload(string Text);

/// <summary>The same with a manifest.</summary>
public sealed record ManifestPayload(string Text);

/// <summary>An event that no serializer takes.</summary>
public sealed record UnserializablePayload;
