/// The protocols that clients speak to us: each reads requests and writes answers, and nothing
/// more.
///
/// A handshake neither routes nor dials: it hands its caller a request and is told the outcome, so
/// that "dial first, reply after" is one rule in one place. Handshakes that run the whole
/// connection were rejected: that is how a proxy comes to answer "connected" before it is.
package io.heddle.inbound;
