package io.heddle.http2;

import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.wire.ByteReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;

/// Reading thread of one connection: reads frames and passes them to the [FrameHandler], until the
/// connection ends.
final class ReadLoop {
  /// Bytes read at once: three of the largest frames, or of the largest TLS records.
  private static final int BUFFER_SIZE = 3 * Frame.MAX_PAYLOAD;

  private final Http2Connection connection;
  private final Http2Session session;
  private final ByteReader in;
  private final FrameHandler handler;

  ReadLoop(Http2Connection connection) {
    this.connection = connection;
    session = connection.session();
    in = new ByteReader(connection.transport()::read, BUFFER_SIZE);
    handler = new FrameHandler(session);
  }

  void run() {
    try {
      Frame frame = ConnectionPreface.read(in, session.role());
      while (handle(frame)) {
        frame = Frame.read(in, Frame.MAX_PAYLOAD);
      }
    } catch (Http2Exception e) {
      connection.close(e);
    } catch (EOFException e) {
      connection.end(new SocketException("the peer has closed the connection"));
    } catch (IOException e) {
      connection.end(e);
    }
  }

  /// @return whether the connection goes on
  private boolean handle(Frame frame) throws Http2Exception {
    return session
        .monitor()
        .call(() -> {
          handler.handle(frame);
          if (in.buffered() == 0 && session.streams().isEmpty()) {
            in.releaseBuffer();
            session.sender().trim();
          }
          return !session.lifecycle().isClosed();
        });
  }
}
