/// Codec of DNS messages (RFC 1035), as far as questions for addresses need it.
///
/// It serves the name servers that a configuration names for some domains. The DNS client of the JDK
/// (module `jdk.naming.dns`) was rejected: it compares the id of an answer but not its question, gives
/// a query up after a datagram that is not DNS, leaves aliases to the caller, and brings JNDI, a
/// megabyte of the image. The resolver of the system cannot be told a server for one lookup.
package io.heddle.dns;
