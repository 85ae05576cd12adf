package io.heddle.http2;

import io.heddle.address.Address;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.net.Connection;
import io.heddle.net.UnprocessedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One HTTP/2 connection (RFC 9113), in either role: what its streams and its threads share.
///
/// One lock guards all of it. Nobody does I/O or waits for the network while holding it.
public final class Http2Connection {
  /// What ALPN calls it (RFC 9113 §3.2).
  public static final String ALPN = "h2";

  private static final ByteBuffer NO_DEBUG = ByteBuffer.allocate(0);

  private final Connection transport;
  private final Role role;
  private final Http2Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Outbox outbox = new Outbox(lock);
  private final Streams streams;
  private final SendWindow window = new SendWindow(SendWindow.INITIAL);
  private final ArrayDeque<Http2Stream> incoming = new ArrayDeque<>();
  private Optional<PeerSettings> peer = Optional.empty();
  private Optional<IOException> end = Optional.empty();
  private boolean retired;
  private boolean finishing;
  private int serving;
  private long heardNanos = System.nanoTime();
  private long pings;
  private long pongs;

  private Http2Connection(Connection transport, Role role, Http2Limits limits) {
    this.transport = transport;
    this.role = role;
    this.limits = limits;
    streams = new Streams(role);
  }

  /// A connection to a server. It does nothing until it is [run][ConnectionTasks].
  ///
  /// @param transport owned by whoever runs it
  public static Http2Connection client(Connection transport, Http2Limits limits) {
    return new Http2Connection(transport, Role.CLIENT, limits);
  }

  /// A connection from a client.
  ///
  /// @param transport owned by whoever runs it
  public static Http2Connection server(Connection transport, Http2Limits limits) {
    return new Http2Connection(transport, Role.SERVER, limits);
  }

  /// Waits until the peer has said what it wants, which is when it is known to speak HTTP/2.
  public void awaitSettings(Deadline deadline) throws IOException {
    locked(() -> {
      while (peer.isEmpty()) {
        checkOpen();
        await(changed, deadline);
      }
      return null;
    });
  }

  /// A stream of ours, if there is a place for one more: the peer sets a limit, and may want none
  /// at all. The caller closes it.
  public Optional<Http2Stream> reserve() {
    lock.lock();
    try {
      int most = peer.map(PeerSettings::streams).orElse(0);
      boolean free =
          end.isEmpty()
              && !retired
              && !finishing
              && streams.reserve(Math.min(most, limits.streams()));
      return free ? Optional.of(new Http2Stream(this)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the peer is there: it has been heard of a little ago, or answers a PING in time.
  public boolean isAlive(Deadline deadline) throws IOException {
    return locked(() -> {
      if (System.nanoTime() - heardNanos < limits.quiet().toNanos()) {
        return end.isEmpty();
      }
      long mine = ++pings;
      outbox.add(new Frame.Ping(mine));
      try {
        while (pongs < mine && end.isEmpty()) {
          await(changed, deadline);
        }
      } catch (SocketTimeoutException e) {
        return false;
      }
      return end.isEmpty();
    });
  }

  /// No more streams are opened; the connection ends with its last one. A client is told.
  public void retire() {
    lock.lock();
    try {
      if (role == Role.SERVER && !retired && end.isEmpty()) {
        outbox.add(new Frame.GoAway(streams.lastPeers(), 0, NO_DEBUG));
      }
      retired = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// No more streams are reserved. Those that have a place may still open, unlike after [#retire],
  /// and the connection ends with its last one.
  public void finish() {
    lock.lock();
    try {
      finishing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether it is of no more use for new streams.
  public boolean isRetired() {
    lock.lock();
    try {
      return retired || finishing || end.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// Ends everything in peace.
  public void close() {
    lock.lock();
    try {
      goAway(ErrorCode.NO_ERROR, "");
    } finally {
      lock.unlock();
    }
  }

  /// Our end.
  public Address local() {
    return transport.local();
  }

  /// The peer's end.
  public Address remote() {
    return transport.remote();
  }

  // What follows is for this package, and done under the lock where it is not said otherwise.

  Connection transport() {
    return transport;
  }

  Role role() {
    return role;
  }

  Http2Limits limits() {
    return limits;
  }

  Outbox outbox() {
    return outbox;
  }

  Streams streams() {
    return streams;
  }

  SendWindow window() {
    return window;
  }

  PeerSettings peer() {
    return peer.orElse(PeerSettings.DEFAULT);
  }

  void peer(PeerSettings settings) {
    peer = Optional.of(settings);
    changed.signalAll();
  }

  void heard() {
    heardNanos = System.nanoTime();
  }

  void pong(long opaque) {
    pongs = Math.max(pongs, Math.min(opaque, pings));
    changed.signalAll();
  }

  /// Why it has ended; none while it goes on.
  Optional<IOException> end() {
    return end;
  }

  /// A stream that the peer has opened.
  Http2Stream opened(int id) {
    Http2Stream stream = new Http2Stream(this);
    stream.open(id);
    streams.add(stream);
    return stream;
  }

  /// Whether a stream of ours that has a place may use it.
  void checkOpens(Http2Stream stream) throws UnprocessedException {
    if (end.isPresent() || retired) {
      var why = new UnprocessedException("the connection takes no more streams");
      stream.fail(why);
      throw why;
    }
  }

  /// Gives a stream of ours its number.
  void open(Http2Stream stream) {
    streams.release();
    stream.open(streams.takeId());
    streams.add(stream);
  }

  /// The place of a stream that was never opened is not needed.
  void release() {
    streams.release();
    changed.signalAll();
  }

  /// Bytes of payload that may be sent now, in one frame, whatever the stream.
  int sendable() {
    return Math.min(Math.min(window.available(), outbox.room()), Frame.MAX_PAYLOAD);
  }

  void retireIfDone(Http2Stream stream) {
    if (!stream.isActive()) {
      streams.remove(stream);
      changed.signalAll();
    }
  }

  /// Ends a stream before its time.
  void reset(Http2Stream stream, ErrorCode code) {
    streams.remove(stream);
    outbox.add(new Frame.RstStream(stream.id(), code.code()));
    stream.fail(new SocketException("the stream was ended here: " + code));
    changed.signalAll();
  }

  /// The peer ends a stream before its time.
  void resetByPeer(Http2Stream stream, int code) {
    streams.remove(stream);
    boolean complete = stream.inbox().ended() && code == ErrorCode.NO_ERROR.code();
    if (complete) {
      stream.fail(new NoMoreException());
    } else if (code == ErrorCode.REFUSED_STREAM.code()) {
      stream.fail(new UnprocessedException("the stream was refused"));
    } else {
      stream.fail(new SocketException("the peer has reset the stream: " + ErrorCode.text(code)));
    }
    changed.signalAll();
  }

  void greet(Frame settings, Frame firstWindow) {
    if (role == Role.CLIENT) {
      outbox.addPreface(Dispatcher.PREFACE);
    }
    outbox.add(settings);
    outbox.add(firstWindow);
  }

  /// Whether one more stream of the peer's may be served. Streams count until we are done with
  /// them, also those that the peer has reset long ago.
  boolean mayServe() {
    return !retired && end.isEmpty() && serving < limits.streams();
  }

  void serve(Http2Stream stream) {
    serving++;
    incoming.addLast(stream);
    changed.signalAll();
  }

  // Takes the lock itself.
  void served() {
    lock.lock();
    try {
      serving--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next stream that the peer opens; none once the connection has ended, or should,
  /// since it has had no stream for too long. Takes the lock itself.
  Optional<Http2Stream> awaitIncoming() throws InterruptedException {
    lock.lock();
    try {
      boolean waited = true;
      while (incoming.isEmpty() && end.isEmpty()) {
        boolean busy = serving > 0 || !streams.isEmpty();
        if (busy) {
          changed.await();
        } else if (retired || finishing || !waited) {
          return Optional.empty();
        } else {
          Duration patience = peer.isEmpty() ? limits.greeting() : limits.idle();
          waited = changed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
      return end.isEmpty() ? Optional.of(incoming.removeFirst()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for something to write; takes the lock itself.
  Optional<ByteBuffer> takeFrames() throws InterruptedException {
    lock.lock();
    try {
      return outbox.take();
    } finally {
      lock.unlock();
    }
  }

  /// Says goodbye and ends everything.
  void goAway(ErrorCode code, String why) {
    if (end.isEmpty()) {
      ByteBuffer debug = ByteBuffer.wrap(why.getBytes(StandardCharsets.UTF_8));
      outbox.add(new Frame.GoAway(streams.lastPeers(), code.code(), debug));
      end(new SocketException("the connection was ended here" + (why.isEmpty() ? "" : ": " + why)));
    }
  }

  /// Ends everything; what waits to be sent may still leave. Takes the lock itself.
  void end(IOException why) {
    lock.lock();
    try {
      if (end.isEmpty()) {
        end = Optional.of(why);
        streams.failAll(why);
        outbox.close();
        outbox.roomChanged().signalAll();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws IOException {
    if (end.isPresent()) {
      throw new SocketException(end.get().getMessage());
    }
  }

  Condition changed() {
    return changed;
  }

  Condition newCondition() {
    return lock.newCondition();
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /// Something done under the lock.
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  <T> T locked(Action<T> action) throws IOException {
    lock.lock();
    try {
      return action.run();
    } finally {
      lock.unlock();
    }
  }

  /// Gives the lock away until `condition` is signalled, or earlier.
  ///
  /// @throws SocketTimeoutException if the deadline passes first
  /// @throws ClosedByInterruptException if the thread is interrupted
  @SuppressWarnings("WaitNotInLoop") // The callers loop.
  void await(Condition condition, Deadline deadline) throws IOException {
    long remaining = deadline.remaining();
    if (remaining <= 0) {
      throw new SocketTimeoutException("nothing happened in time");
    }
    try {
      boolean _ = condition.await(remaining, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }
}
