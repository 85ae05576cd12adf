/// Admin interface of the running proxy: its status, its metrics and a few actions, for people, for
/// monitoring and for the commands of its user.
///
/// One set of handlers is served at two places: on a UNIX socket, which only the proxy's user can
/// open, and on the address of `admin.listen`, behind a [RequestGuard]. Both speak HTTP by the
/// codecs that the proxy has anyway, with one exchange for each connection and a limit for each
/// wait. The JDK's own server (module `jdk.httpserver`) was rejected: it has no UNIX sockets, and it
/// limits slow clients only by properties of the whole process.
package io.heddle.admin;
