package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Life of one connection: its [ConnectionPhase], and what leads from one to the next.
///
/// Each method needs the lock of the connection.
final class ConnectionLifecycle {
  private final Role role;
  private final ConnectionLock monitor;
  private final FrameSender sender;
  private final StreamRegistry streams;
  private final AcceptQueue accepted;
  private ConnectionPhase phase = ConnectionPhase.OPEN;
  private Optional<IOException> cause = Optional.empty();

  ConnectionLifecycle(
      Role role,
      ConnectionLock monitor,
      FrameSender sender,
      StreamRegistry streams,
      AcceptQueue accepted) {
    this.role = role;
    this.monitor = monitor;
    this.sender = sender;
    this.streams = streams;
    this.accepted = accepted;
  }

  ConnectionPhase phase() {
    monitor.assertHeld();
    return phase;
  }

  boolean isClosed() {
    return phase() == ConnectionPhase.CLOSED;
  }

  /// Cause of the end; none while the connection goes on.
  Optional<IOException> cause() {
    monitor.assertHeld();
    return cause;
  }

  /// Enters [ConnectionPhase#DRAINING].
  void drain() {
    advance(ConnectionPhase.DRAINING);
  }

  /// Enters [ConnectionPhase#GOING_AWAY]. A peer that is a client gets a GOAWAY frame.
  void goAway() {
    if (phase().allowsOpening() && role == Role.SERVER) {
      sendGoAway(ErrorCode.NO_ERROR, "");
    }
    advance(ConnectionPhase.GOING_AWAY);
  }

  /// Sends GOAWAY and ends all streams.
  ///
  /// @param reason debug data for people; may be empty
  void close(ErrorCode code, String reason) {
    if (!isClosed()) {
      sendGoAway(code, reason);
      String details = reason.isEmpty() ? "" : ": " + reason;
      end(new SocketException("this side has closed the connection" + details));
    }
  }

  /// Sends GOAWAY after a violation of the peer, and ends all streams.
  void close(Http2Exception violation) {
    if (!isClosed()) {
      sendGoAway(violation.code(), violation.getMessage());
      end(new ProtocolException(violation.getMessage()));
    }
  }

  private void sendGoAway(ErrorCode code, String reason) {
    ByteBuffer debugData = ByteBuffer.wrap(reason.getBytes(StandardCharsets.UTF_8));
    sender.send(new Frame.GoAway(streams.lastByPeer(), code.code(), debugData));
  }

  /// Ends all streams, without GOAWAY. Frames that are queued may still be sent.
  void end(IOException why) {
    if (!isClosed()) {
      cause = Optional.of(why);
      advance(ConnectionPhase.CLOSED);
      streams.failAll(why);
      accepted.clear();
      sender.close();
    }
  }

  private void advance(ConnectionPhase next) {
    monitor.assertHeld();
    phase = phase.orLater(next);
    monitor.stateChanged().signalAll();
  }
}
