package io.heddle.http2;

import io.heddle.address.Address;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.HeaderList;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/// Stream of a connection, for its user: field sections and payload in both directions, with
/// blocking calls. One thread may read while another writes. All state is in the [StreamEntry].
///
/// A stream of ours has a place on its connection from the start. It is opened, and gets its
/// identifier, when the first field section is sent.
///
/// Payload that was received before a reset can still be read, as with TCP. Then reading fails.
public final class Http2Stream implements AutoCloseable {
  private final Http2Connection connection;
  private final ConnectionLock monitor;
  private final StreamEntry control;
  private volatile Deadline deadline = Deadline.NONE;
  private volatile boolean resetOnClose;

  Http2Stream(Http2Connection connection, StreamEntry control) {
    this.connection = connection;
    this.control = control;
    monitor = connection.session().monitor();
  }

  /// Limits all waiting from now on.
  public void deadline(Deadline newDeadline) {
    deadline = newDeadline;
  }

  // Reading.

  /// Waits for a head, payload, the end or a failure.
  public void awaitReadable() throws IOException {
    monitor.run(() -> {
      while (control.received().isEmpty() && control.failure().isEmpty()) {
        monitor.await(control.changed(), deadline);
      }
    });
  }

  /// Takes the next head, if it has been received: that of the request, of each interim response,
  /// or of the final response.
  public Optional<HeaderList> pollHead() throws IOException {
    return monitor.call(control::pollHead);
  }

  /// Reads payload that is available, without waiting.
  ///
  /// @return number of bytes, 0 if there are none yet, -1 at the end
  public int readNow(ByteBuffer into) throws IOException {
    return monitor.call(() -> control.read(into));
  }

  /// Bytes of payload that can be read without waiting.
  public int available() {
    return monitor.call(() -> control.received().available());
  }

  /// Whether all payload has been read, and the peer has sent END_STREAM.
  public boolean atEnd() {
    return monitor.call(() -> control.received().available() == 0 && control.received().isEnded());
  }

  /// The trailer section, once [#atEnd]; none if the peer has sent none.
  public Optional<HeaderList> trailers() {
    return monitor.call(() -> control.received().trailers());
  }

  // Sending.

  /// Sends a field section. The first one opens the stream.
  ///
  /// @throws RequestNotProcessedException if the stream cannot be opened any more
  public void sendHeaders(HeaderList list, EndStream endStream) throws IOException {
    monitor.run(() -> {
      awaitRoom();
      control.output().sendHeaders(list, endStream);
    });
  }

  /// Whether a field section can be sent without waiting.
  public boolean hasRoom() {
    return monitor.call(() -> connection.session().sender().hasRoom());
  }

  /// Waits for [#hasRoom], or a failure.
  public void awaitRoom() throws IOException {
    monitor.run(() -> {
      control.output().checkSendable();
      while (!connection.session().sender().hasRoom()) {
        monitor.await(monitor.sendRoom(), deadline);
        control.output().checkSendable();
      }
    });
  }

  /// Sends as much payload as the windows allow now.
  public void writeNow(ByteBuffer from) throws IOException {
    monitor.run(() -> {
      control.output().checkSendable();
      int allowed;
      while (from.hasRemaining() && (allowed = allowedData()) > 0) {
        control.output().sendData(from, Math.min(allowed, from.remaining()));
      }
    });
  }

  /// Bytes of payload that can be sent without waiting.
  public int window() {
    return monitor.call(this::allowedData);
  }

  private int allowedData() {
    return Math.min(control.output().availableWindow(), connection.session().sender().maxData());
  }

  /// Waits until payload can be sent, or a failure.
  public void awaitWindow() throws IOException {
    monitor.run(() -> {
      control.output().checkSendable();
      while (allowedData() <= 0) {
        Condition reason =
            control.output().availableWindow() <= 0 ? control.changed() : monitor.sendRoom();
        monitor.await(reason, deadline);
        control.output().checkSendable();
      }
    });
  }

  /// Sends END_STREAM. Does not wait, so that a thread whose deadline has passed can still end its
  /// message. Does nothing if the peer is done with the stream.
  public void endOutput() throws IOException {
    monitor.run(() -> control.output().end());
  }

  // Ending.

  /// Resets the stream, since the message on it is malformed (RFC 9113 §8.1.1).
  public void rejectMessage() {
    monitor.run(() -> control.reset(ErrorCode.PROTOCOL_ERROR));
  }

  /// Whether the stream was reset, by either side or by the end of the connection.
  public boolean isReset() {
    return monitor.call(() -> control.failure().isPresent());
  }

  /// Makes [#close] tell the peer that the stream was cut off, unless it has ended in both
  /// directions.
  public void resetOnClose() {
    resetOnClose = true;
  }

  /// Gives the stream up. If it has not ended in both directions, it is reset.
  @Override
  public void close() {
    monitor.run(() ->
        control.abandon(
            resetOnClose ? connection.session().role().tunnelFailure() : control.abandonCode()));
  }

  /// Turns on keep-alive of the transport.
  public void keepAlive() {
    connection.transport().keepAlive();
  }

  /// Our address.
  public Address local() {
    return connection.local();
  }

  /// The peer's address.
  public Address remote() {
    return connection.remote();
  }
}
