package io.heddle.http2;

import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.support.ChunkedByteSource;
import io.heddle.wire.ByteReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Server's end of an HTTP/2 connection whose peer sends any bytes.
public final class SessionFuzz {
  private static final int MAX_STREAMS = 4;

  private SessionFuzz() {}

  /// Handles the frames in these bytes, up to the first connection error.
  public static void receives(byte[] bytes) {
    SessionUnderTest server = SessionUnderTest.server(MAX_STREAMS);
    ByteReader in = new ByteReader(ChunkedByteSource.whole(bytes));
    try {
      while (in.peek() >= 0) {
        server.receives(Frame.read(in, Frame.MAX_PAYLOAD));
        server.sent();
      }
    } catch (Http2Exception e) {
      // A connection error, which ends the connection by GOAWAY.
      assert e.code() != null;
    } catch (EOFException e) {
      // The peer has gone within a frame.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
