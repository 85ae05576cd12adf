package io.heddle.pac.source;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.Strictness;
import io.heddle.net.Connection;
import io.heddle.pac.PacException;
import io.heddle.pac.PacScript;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Content of a response that brings a script, or the place to which it redirects.
///
/// @param bytes at most one more than a script may have
record PacBody(ByteBuffer bytes, Optional<String> location) {
  private static final int LINE_LIMIT = 4096;
  private static final int STEP = 16 << 10;

  /// Reads the body after a head.
  ///
  /// @throws PacException if the response brings no script
  static PacBody read(ResponseHead head, Connection from)
      throws PacException, MalformedException, IOException {
    Optional<String> location = head.fields().firstValue("Location");
    if (head.status() / 100 == 3 && location.isPresent()) {
      return new PacBody(ByteBuffer.allocate(0), location);
    }
    if (head.status() != 200) {
      throw new PacException("its server answers " + (head.status() + " " + head.reason()).strip());
    }
    BodyLength length = BodyLength.of(head, "GET");
    ByteBuffer body = ByteBuffer.allocate(PacScript.MAX_BYTES + 1);
    if (length instanceof BodyLength.Chunked) {
      readChunks(from, body);
    } else {
      long bytes = length instanceof BodyLength.ContentLength(long known) ? known : Long.MAX_VALUE;
      readBytes(from, body, bytes);
    }
    return new PacBody(body.flip(), Optional.empty());
  }

  private static void readBytes(Connection from, ByteBuffer body, long bytes) throws IOException {
    body.limit((int) Math.min(body.capacity(), bytes));
    while (body.hasRemaining()) {
      if (from.read(body) < 0) {
        if (bytes != Long.MAX_VALUE) {
          throw new EOFException("it ends too early");
        }
        return;
      }
    }
  }

  private static void readChunks(Connection from, ByteBuffer body)
      throws MalformedException, IOException {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, Strictness.LENIENT);
    ByteBuffer raw = ByteBuffer.allocate(STEP);
    while (!decoder.lastChunkRead() && body.hasRemaining()) {
      raw.clear();
      if (from.read(raw) < 0) {
        throw new EOFException("it ends too early");
      }
      decoder.decode(raw.flip(), body);
    }
  }
}
