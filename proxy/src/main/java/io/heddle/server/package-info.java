/// Flow of a connection through all stages, and the life of the server.
///
///     ProxyServer ─▶ Acceptor ─▶ ConnectionSetup ─▶ ConnectionHandler ─▶ TunnelHandler
///                                  (PROXY, TLS)       (one request       ForwardHandler
///                                                      after another)    AssociateHandler
///
/// Objects have one of two lifetimes: those of [ServerRuntime] live as long as the process, those of
/// [ActiveConfiguration] as long as one configuration. A [ListenerContext] joins them for the
/// clients of one listener.
///
/// The program is a tree of scopes: server, listener, connection, copy task. Closing the listeners
/// stops it; cancelling the root ends what is left. An executor with a list of sockets to close was
/// rejected: a socket may be missing from the list.
package io.heddle.server;
