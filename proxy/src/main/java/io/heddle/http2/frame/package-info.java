/// The frames of HTTP/2 and the header lists in them, as bytes: no I/O, no state but HPACK's.
///
/// The layout of frames is little enough to be ours (RFC 9113 §4 and §6). HPACK (RFC 7541) is the
/// JDK's own, that of `java.net.http`: kept with the JDK that the image pins, used by every Java
/// HTTP/2 client, streaming over buffers, and without an object of its own for headers. It is not
/// exported, so the build and the launcher export it to us, and [HeaderDecoder] and [HeaderEncoder]
/// are all that sees it. The image grows by 1.6 MB and one module.
///
/// Rejected: `helidon-http-http2` (frames too, but 21 modules and 6.4 MB, and headers only as its
/// own types behind its service registry), `jetty-http2-hpack` (five modules, among them an I/O
/// library with selectors), `httpcore5-h2` (no module, so no `jlink`), Netty (4 MB and an event
/// loop).
package io.heddle.http2.frame;
