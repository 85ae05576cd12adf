/// From a name or address to a connected stream: resolving, ordering, racing, and saying why it
/// failed.
///
/// Lookups block an operating-system thread in the C library, so they run on a bounded set of
/// platform threads and are shared and cached; a virtual thread only waits for them, up to its
/// deadline. A resolver of our own was rejected: the system's knows hosts files, search domains,
/// VPNs and mDNS.
package io.heddle.dial;
