/// Servers behind the proxies that are measured and trained: streams, HTTP, datagrams.
///
/// They run in the process of the clients, on 127.0.0.1, and do as little as they can: what is
/// measured is the proxy.
package io.heddle.lab.origin;
