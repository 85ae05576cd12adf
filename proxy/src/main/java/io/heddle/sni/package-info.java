/// Server name in a TLS ClientHello (RFC 8446, RFC 6066), read from the first bytes of a stream that
/// somebody else's TLS client sends. No I/O.
///
/// Only what leads to the name is read. To use the JDK's engine was rejected: it wants to answer, and
/// refuses what it does not know, such as a version to come.
///
/// With Encrypted Client Hello (RFC 9849), the name in clear is that of the provider, and the real one cannot
/// be seen. Every browser sends an extension that looks like it (GREASE), so its presence says nothing:
/// the name in clear counts, whatever it hides.
package io.heddle.sni;
