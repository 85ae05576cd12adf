/// Open client connections, the requests on them, and what listens to requests.
///
/// A connection is one transport connection, or one stream of an HTTP/2 connection. It has at most
/// one request at a time:
///
///     LiveConnections ──▶ LiveConnection ──▶ LiveRequest ──end──▶ RequestListener
///     registry, limits    client, thread,    request, route,      AccessLog, metrics
///                         keep-alive         traffic, state
///
/// While somebody may ask for it, the last requests are kept in [RequestHistory], each with the
/// [RequestTimeline] of its steps, which [io.heddle.trace] reports. It is kept from the opening of
/// an admin listener and not from the first question: who opens the status page wants to know what
/// has failed before.
///
/// Written by the thread of the connection, and read by any thread, such as that of the status
/// page. A listener is told of the end of a request and adds up what it needs then, so that nothing
/// but the two counters of [io.heddle.net.Traffic] is written while bytes move. Events on every
/// change, sent through a queue, were rejected: they cost more than short requests do.
package io.heddle.server.connection;
