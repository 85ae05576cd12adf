/// Server side of the client protocols: reading of requests, and writing of replies.
///
/// A handshake neither routes nor dials. It returns a request to its caller, which then grants or
/// refuses it, so that the order "connect first, then reply" is implemented in one place. Handshakes
/// that run the whole connection were rejected because each could reply "connected" too early.
package io.heddle.inbound;
