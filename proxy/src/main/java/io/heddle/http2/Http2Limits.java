package io.heddle.http2;

import java.time.Duration;

/// What one connection may cost us, and how long.
///
/// @param streams that the peer may have open at once
/// @param headerList what the lines of a header section may count for (RFC 9113 §6.5.2)
/// @param greeting how long the peer's first words may take
/// @param idle how long a connection without streams is kept
/// @param quiet after so long without a word from the peer, it is asked whether it lives before the
/// connection is used again
public record Http2Limits(
    int streams, int headerList, Duration greeting, Duration idle, Duration quiet) {}
