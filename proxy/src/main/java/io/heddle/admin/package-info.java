/// What the running proxy tells about itself and lets be changed: for people, for monitoring and
/// for its own command line.
///
/// One set of resources has two doors: a UNIX socket, which only its user can open, and an address
/// of `admin.listen`, which asks more of its visitors. Both speak HTTP by the codecs that the proxy
/// has anyway, one exchange to a connection, every wait limited. The JDK's own server (module
/// `jdk.httpserver`) was rejected: it has no UNIX sockets, and limits slow visitors only by
/// properties of the whole process.
package io.heddle.admin;
