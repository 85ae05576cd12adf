/// Codec of HTTP/2 frames and header lists. It does no I/O, and HPACK has the only state.
///
/// The frame layouts are small, so Heddle has its own reader and writer (RFC 9113 §4 and §6). HPACK
/// (RFC 7541) is the implementation inside the JDK's module `java.net.http`. It is maintained with
/// the JDK that the image pins, works on buffers and needs no header objects of its own. The module
/// does not export it, so the build and the launcher do; only [HeaderDecoder] and [HeaderEncoder]
/// use it. The image grows by 1.6 MB and one module.
///
/// Rejected: `helidon-http-http2` (includes frames, but has 21 modules and 6.4 MB, and returns
/// headers only as its own types behind its service registry), `jetty-http2-hpack` (five modules,
/// among them an I/O library with selectors), `httpcore5-h2` (not a module, so no `jlink`), Netty
/// (4 MB and an event loop).
package io.heddle.http2.frame;
