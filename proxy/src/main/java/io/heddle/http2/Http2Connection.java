package io.heddle.http2;

import io.heddle.address.Address;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.net.Connection;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// HTTP/2 connection (RFC 9113), in either role: the operations that its users and its threads call
/// and in which they wait. All state is in the [Http2Session].
public final class Http2Connection {
  /// Name of HTTP/2 over TLS in ALPN (RFC 9113 §3.2).
  public static final String ALPN = "h2";

  private final Connection transport;
  private final Http2Session session;
  private final ConnectionLock monitor;

  private Http2Connection(Connection transport, Role role, Http2Limits limits) {
    this.transport = transport;
    session = new Http2Session(role, limits, System::nanoTime);
    monitor = session.monitor();
  }

  /// A connection to a server. It does nothing until [ConnectionRunner] runs it.
  ///
  /// @param transport closed by the runner
  public static Http2Connection client(Connection transport, Http2Limits limits) {
    return new Http2Connection(transport, Role.CLIENT, limits);
  }

  /// A connection from a client. It does nothing until [ConnectionThreads] run it.
  ///
  /// @param transport closed by the threads
  public static Http2Connection server(Connection transport, Http2Limits limits) {
    return new Http2Connection(transport, Role.SERVER, limits);
  }

  /// Waits for the peer's SETTINGS frame, which shows that it speaks HTTP/2.
  public void awaitSettings(Deadline deadline) throws IOException {
    monitor.run(() -> {
      while (!session.hasPeerSettings()) {
        Optional<IOException> cause = session.lifecycle().cause();
        if (cause.isPresent()) {
          throw new SocketException(cause.get().getMessage());
        }
        monitor.await(monitor.stateChanged(), deadline);
      }
    });
  }

  /// Reserves a stream of ours, if the peer and our limits allow one more. The caller closes it.
  public Optional<Http2Stream> reserve() {
    return monitor.call(() -> session.reserve().map(stream -> new Http2Stream(this, stream)));
  }

  /// Checks that the peer is alive: it has sent a frame within [Http2Limits#pingAfter], or it
  /// answers a PING.
  ///
  /// @return false if the connection has ended or no answer came before the deadline
  public boolean probe(Deadline deadline) throws IOException {
    try {
      return monitor.call(() -> {
        if (!session.pings().heardWithin(session.limits().pingAfter())) {
          awaitPing(deadline);
        }
        return !session.lifecycle().isClosed();
      });
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /// Makes the next [#probe] ask the peer, unless it sends a frame before.
  public void doubt() {
    monitor.run(() -> session.pings().doubt());
  }

  private void awaitPing(Deadline deadline) throws IOException {
    long ping = session.pings().startPing();
    session.sender().send(new Frame.Ping(ping));
    while (!session.pings().isAcknowledged(ping) && !session.lifecycle().isClosed()) {
      monitor.await(monitor.stateChanged(), deadline);
    }
  }

  /// Opens and accepts no more streams; the connection ends with its last one. A client is told by
  /// GOAWAY. A reserved stream cannot be opened any more.
  public void goAway() {
    monitor.run(session.lifecycle()::goAway);
  }

  /// Reserves no more streams; the connection ends with its last one. Unlike after [#goAway], those
  /// that are reserved may still be opened.
  public void drain() {
    monitor.run(session.lifecycle()::drain);
  }

  /// Whether no more streams can be reserved, for ever.
  public boolean isClosing() {
    return monitor.call(() -> !session.lifecycle().phase().allowsReserving());
  }

  /// Sends GOAWAY with NO_ERROR, and ends all streams.
  public void close() {
    close(ErrorCode.NO_ERROR, "");
  }

  /// Our address.
  public Address local() {
    return transport.local();
  }

  /// The peer's address.
  public Address remote() {
    return transport.remote();
  }

  Connection transport() {
    return transport;
  }

  Http2Session session() {
    return session;
  }

  /// Sends GOAWAY after a violation of the peer, and ends all streams.
  void close(Http2Exception violation) {
    monitor.run(() -> session.lifecycle().close(violation));
  }

  /// Sends GOAWAY, and ends all streams.
  void close(ErrorCode code, String reason) {
    monitor.run(() -> session.lifecycle().close(code, reason));
  }

  /// Ends all streams, after a failure of the transport.
  void end(IOException cause) {
    monitor.run(() -> session.lifecycle().end(cause));
  }

  /// Notes that a stream of the peer has been served.
  void finishServing() {
    monitor.run(session::finishServing);
  }

  /// Waits for the next stream that the peer opens.
  ///
  /// @return none once the connection has ended, or should end because it has no streams
  Optional<Http2Stream> awaitStream() throws InterruptedException {
    return monitor.call(() -> {
      while (!session.accepted().isReady() && !session.lifecycle().isClosed()) {
        if (session.isBusy()) {
          monitor.stateChanged().await();
        } else if (remainingIdle() <= 0 || !session.lifecycle().phase().allowsReserving()) {
          return Optional.empty();
        } else {
          boolean _ = monitor.stateChanged().await(remainingIdle(), TimeUnit.NANOSECONDS);
        }
      }
      return session.lifecycle().isClosed()
          ? Optional.empty()
          : session.accepted().poll().map(stream -> new Http2Stream(this, stream));
    });
  }

  /// Nanoseconds for which the connection may still be without streams.
  private long remainingIdle() {
    Http2Limits limits = session.limits();
    return session
        .idle()
        .remainingNanos(
            session.hasPeerSettings() ? limits.idleTimeout() : limits.settingsTimeout());
  }

  /// Waits for frames to write.
  ///
  /// @return frames, which the caller may use until it calls this again; none once all have been
  /// written and the connection has ended
  Optional<ByteBuffer> awaitFrames() throws InterruptedException {
    return monitor.call(() -> {
      FrameSender sender = session.sender();
      sender.release();
      while (sender.isEmpty()) {
        if (sender.isClosed()) {
          return Optional.empty();
        }
        monitor.framesQueued().await();
      }
      return Optional.of(sender.take());
    });
  }
}
