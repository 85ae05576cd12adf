package io.heddle.request;

import io.heddle.http1.BodyLength;
import java.nio.ByteBuffer;

/// Body of an HTTP request that is forwarded.
public sealed interface RequestBody {
  /// No body, or a body of length zero.
  RequestBody EMPTY = new Buffered(ByteBuffer.allocate(0));

  /// Body that arrived completely with the head. It can be sent again on another connection.
  record Buffered(ByteBuffer bytes) implements RequestBody {
    public Buffered {
      bytes = bytes.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  /// Body that is still to be read from the client.
  record Streamed(BodyLength length) implements RequestBody {}
}
