/// PROXY protocol, versions 1 and 2: a header in which a proxy in front of us sends the client's
/// address before the client's first byte
/// (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt).
///
/// Both versions encode one message, [ProxyHeader]; its first byte tells them apart. The TLV vectors
/// that version 2 adds after the addresses, its checksum included, are skipped because no stage
/// here uses them. A listener either requires a header on every connection or accepts none. To
/// detect headers was rejected: any client could then claim any address.
package io.heddle.proxyprotocol;
