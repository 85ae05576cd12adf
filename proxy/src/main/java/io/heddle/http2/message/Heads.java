package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The heads of one exchange. Those of the response depend on the request, so this remembers it.
interface Heads {
  /// A head that has come, in HTTP/1.1.
  ///
  /// @param then whether the stream ends with it
  /// @throws MalformedException if the message breaks the rules
  Incoming incoming(HeaderList list, Then then) throws MalformedException;

  /// A head that is written.
  ///
  /// @throws MalformedException if it is none
  Outgoing outgoing(ByteReader text) throws IOException, MalformedException;

  /// A head that has come.
  ///
  /// @param text in HTTP/1.1
  record Incoming(ByteBuffer text, Framing framing) {}

  /// A head to be sent.
  ///
  /// @param after what follows it
  record Outgoing(HeaderList list, After after) {
    /// Whether the stream ends with it.
    Then then() {
      return after instanceof After.Nothing ? Then.END : Then.MORE;
    }
  }

  /// How what follows a head is framed in HTTP/1.1.
  enum Framing {
    /// By another head.
    HEAD,
    /// As it comes: by its length, or as a tunnel.
    PLAIN,
    CHUNKED,
    /// Nothing follows.
    NOTHING
  }

  /// What follows a head that is written.
  sealed interface After {
    /// Another head, after an interim one.
    record Head() implements After {}

    record Nothing() implements After {}

    record Body(BodyLength length) implements After {}

    /// The bytes of a tunnel, and nothing else.
    record Tunnel() implements After {}
  }
}
