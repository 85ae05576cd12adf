/// Dialling: to resolve a name, order its addresses, connect to one of them, and say why that
/// failed.
///
/// A lookup blocks an operating-system thread in the C library. So lookups run on a limited number
/// of platform threads ([LookupQueue]), and are shared and cached. A virtual thread only waits for them, up to its
/// deadline. A resolver of our own for all names was rejected: that of the system knows hosts
/// files, search domains, VPNs and mDNS. Names of domains for which the configuration names a server are
/// asked there ([DomainNameServers]): a query may block its thread as a lookup of the system does, and
/// shares its cache. Each server has a queue and threads of its own, so that one that is silent delays no
/// names of others. One queue with shares was rejected: a lookup would wait behind those of a server whose
/// share is used up.
package io.heddle.dial;
