/// Proxies as programs: how each is started, when it is ready, and what it uses.
///
/// Each is started anew for every scenario, on ports and files of its own, and ended by a signal
/// that it cannot ignore: a measurement must not inherit anything from the one before it.
package io.heddle.lab.proxy;
