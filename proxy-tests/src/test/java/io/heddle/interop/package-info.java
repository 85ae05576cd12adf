/// The whole program, as an image, with the programs people use.
///
/// Clients and servers are started by `support`, each test class its own, on free ports. What a
/// machine lacks is skipped, or fails where `heddle.require.clients` is true. Clients of our own in
/// other languages lie in `src/test/resources/clients`, with their dependencies pinned. Containers
/// were rejected: they would hide the machine's own tools, which people use.
package io.heddle.interop;
