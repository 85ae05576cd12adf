/// Clients of a proxy, as the benchmark, the soak test and the training run need them: SOCKS 4, 4a
/// and 5, CONNECT, forwarded requests, datagrams, TLS.
///
/// Each protocol is written out here once more instead of taken from the proxy, so that a mistake
/// in the proxy's codec does not hide behind the same mistake in its client.
package io.heddle.lab.client;
