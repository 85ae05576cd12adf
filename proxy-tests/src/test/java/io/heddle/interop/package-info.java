/// The whole program, as an image, with the real programs people use.
///
/// Clients and servers are started by `support`, each test class its own, on free loopback ports.
/// What a machine lacks is skipped, or fails where `heddle.require.clients` is true. Test clients of
/// our own in other languages lie in `src/test/clients`, one folder each, with their dependencies
/// pinned. Containers were rejected: they would hide the machine's own tools, which people use.
package io.heddle.interop;
