package io.heddle.http2;

import java.time.Duration;

/// Limits of one connection.
///
/// @param maxConcurrentStreams streams that may be open at once: for the server role those of the
/// peer, for the client role ours
/// @param maxHeaderListSize largest header list that is accepted, in bytes as RFC 9113 §6.5.2
/// counts
/// @param settingsTimeout time in which the peer must send its first SETTINGS frame
/// @param idleTimeout time after which a connection without streams is closed
/// @param pingAfter after this time without a frame from the peer, a PING must be answered before
/// the connection is used for a new stream
/// @param memory of all connections together
public record Http2Limits(
    int maxConcurrentStreams,
    int maxHeaderListSize,
    Duration settingsTimeout,
    Duration idleTimeout,
    Duration pingAfter,
    StreamMemory memory) {}
