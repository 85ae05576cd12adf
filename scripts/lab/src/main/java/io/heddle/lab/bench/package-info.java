/// The benchmark: Heddle and other proxies under the same load, one after the other.
///
///     Scenario     one run of a proxy, from its start to its end
///       Benchmark  one metric, and how it is measured
///         Worker   the work of one client thread
///
/// The CPU time of the proxy's processes is what counts. Throughput would also measure the clients
/// and the server, which share the machine.
package io.heddle.lab.bench;
