package io.heddle.request;

import io.heddle.http1.BodyLength;
import java.nio.ByteBuffer;

/// The body of a request that is forwarded.
public sealed interface RequestBody {
  /// No body, or one of length zero.
  RequestBody EMPTY = new Buffered(ByteBuffer.allocate(0));

  /// All of it came with the head, so that it can be sent again.
  record Buffered(ByteBuffer bytes) implements RequestBody {
    public Buffered {
      bytes = bytes.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  /// It is still to be read from the client.
  record Streamed(BodyLength length) implements RequestBody {}
}
