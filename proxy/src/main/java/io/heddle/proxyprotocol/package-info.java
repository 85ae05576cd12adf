/// The PROXY protocol, versions 1 and 2: how a proxy in front of us says whose connection it passes
/// on, before the first byte of that (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt).
///
/// Both versions carry one message, [ProxyHeader], and its first byte tells them apart. What
/// version 2 adds after the addresses (TLV vectors) is skipped without a look, its checksum too: no
/// stage here has a use for any of it. A listener either expects a header of every connection or
/// knows none: to guess would let anyone say who he is.
package io.heddle.proxyprotocol;
