package io.heddle.outbound;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ChunkedDecoder;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.http1.Strictness;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Drain of the body of a response, so that its connection can carry another request.
final class ResponseDrain {
  /// Limit of a body that is read for that.
  private static final int MAX_BODY = 2 * 1024 * 1024;

  private static final int STEP = 8 * 1024;

  private ResponseDrain() {}

  /// Reads the body of a response to its end, if the connection can be used after it.
  ///
  /// @param method method of the request
  /// @return whether it can
  static boolean drain(
      Connection proxy, ResponseHeadReader heads, ResponseHead response, String method)
      throws IOException, MalformedException {
    BodyLength length = BodyLength.of(response, method);
    if (Persistence.of(response) == Persistence.CLOSE
        || length instanceof BodyLength.CloseDelimited) {
      return false;
    }
    boolean complete;
    if (length instanceof BodyLength.ContentLength(long bytes)) {
      complete = skip(proxy, bytes);
    } else {
      complete = length instanceof BodyLength.NoBody || skipChunks(proxy, heads);
    }
    return complete && !heads.isRepaired();
  }

  private static boolean skip(Connection proxy, long bytes) throws IOException {
    if (bytes > MAX_BODY) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(STEP, bytes));
    for (long left = bytes; left > 0; left -= buffer.position()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      read(proxy, buffer);
    }
    return true;
  }

  private static boolean skipChunks(Connection proxy, ResponseHeadReader heads)
      throws IOException, MalformedException {
    ChunkedDecoder decoder = new ChunkedDecoder(heads.limit(), Strictness.STRICT);
    ByteBuffer raw = ByteBuffer.allocate(STEP);
    for (int total = 0; !decoder.lastChunkRead(); total += raw.limit()) {
      if (total > MAX_BODY) {
        return false;
      }
      raw.clear();
      read(proxy, raw);
      raw.flip();
      decoder.decode(raw, raw.duplicate());
      proxy.reader().unread(raw);
    }
    heads.readTrailers();
    return true;
  }

  private static void read(Connection proxy, ByteBuffer into) throws IOException {
    if (proxy.read(into) < 0) {
      throw new EOFException("the stream ended before the body");
    }
  }
}
