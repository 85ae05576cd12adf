/// Requests of clients and reasons of refusals, independent of any protocol.
///
/// Inbound protocols convert their messages to these types, and outbound protocols convert them
/// back, so that no protocol depends on another. Reply codes chosen by each inbound were rejected:
/// the reason of a refusal would be lost at the first conversion.
///
/// The package also has the enums that the configuration shares with the code, such as [TransportProtocol]: one
/// word has one type.
package io.heddle.request;
