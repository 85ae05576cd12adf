/// Addresses as values: one parser and one printer for each, and no invalid instances.
///
/// A host stays what its sender wrote, an IP address or a name, until the dialer resolves it: rules
/// match names as names, and an upstream proxy gets the name. `java.net.InetSocketAddress` was
/// rejected because it may resolve a name when it is created, and because it does not distinguish
/// `192.0.2.1` from a name that resolves to it.
package io.heddle.address;
