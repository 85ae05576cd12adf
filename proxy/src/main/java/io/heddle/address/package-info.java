/// Addresses as values: parsed once, printed once, never half valid.
///
/// A host stays what its sender wrote, an IP address or a name, until a dialler resolves it: rules
/// match names as names, and an upstream proxy gets the name. `java.net.InetSocketAddress` was
/// rejected for this: it may resolve when it is made, and it does not tell `192.0.2.1` from a name
/// that resolves to it.
package io.heddle.address;
