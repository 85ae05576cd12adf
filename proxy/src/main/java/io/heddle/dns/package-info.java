/// Codec of DNS messages (RFC 1035), as far as questions for addresses need it.
///
/// It serves the name servers that a configuration names for some domains. The DNS client of the JDK
/// (module `jdk.naming.dns`) was rejected. By its source in JDK 25, it believes an error code before it
/// compares the question, takes records of whatever name, follows no alias, and ends an attempt at a
/// datagram that is no answer. It would also bring JNDI, 1.2 MB of classes. The resolver of the system
/// cannot be told a server for one lookup.
package io.heddle.dns;
