using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>What the account gateways of a node need.</summary>
/// <param name="Connectors">The venues by name.</param>
/// <param name="Instruments">The venues' instrument rules by venue name.</param>
/// <param name="Credentials">Resolves account names to keys.</param>
/// <param name="Settings">How a gateway behaves.</param>
/// <param name="Time">The clock of time-outs and of the settling time.</param>
public sealed record AccountGatewayServices(
    IReadOnlyDictionary<string, IVenueConnector> Connectors,
    IReadOnlyDictionary<string, InstrumentDirectory> Instruments,
    ICredentialProvider Credentials,
    AccountSettings Settings,
    TimeProvider Time);
