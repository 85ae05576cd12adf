/// The flow of a connection through all stages, and the life of the server.
///
/// The program is a tree of scopes: server, listener, connection, copy task. Stopping is closing
/// the listeners; cutting is cancelling from the root. An executor with a list of sockets to close
/// was rejected: it can forget one.
package io.heddle.server;
