package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Protocol state of one connection, without I/O and without threads: what its streams share.
///
///     received frames ──▶ FrameHandler ──▶ Http2Session ──▶ FrameSender ──▶ frames to write
///                                            ▲      │
///                            calls of users ─┘      └─▶ signals of ConnectionLock
///
/// Each method asserts that the lock of the connection ([ConnectionLock]) is held. None waits.
final class Http2Session {
  private final Role role;
  private final Http2Limits limits;
  private final ConnectionLock monitor = new ConnectionLock();
  private final FrameSender sender = new FrameSender(monitor);
  private final StreamRegistry streams;
  private final ConnectionLifecycle lifecycle;
  private final AcceptQueue accepted;
  private final PingTracker pings;
  private final IdleTimer idle;
  private Optional<PeerSettings> peerSettings = Optional.empty();

  /// @param nanoTime the clock, [System#nanoTime] outside of tests
  Http2Session(Role role, Http2Limits limits, LongSupplier nanoTime) {
    this.role = role;
    this.limits = limits;
    streams = new StreamRegistry(role);
    accepted = new AcceptQueue(limits.maxConcurrentStreams(), limits.memory());
    lifecycle = new ConnectionLifecycle(role, monitor, sender, streams, accepted);
    pings = new PingTracker(nanoTime);
    idle = new IdleTimer(nanoTime);
  }

  Role role() {
    return role;
  }

  Http2Limits limits() {
    return limits;
  }

  ConnectionLock monitor() {
    return monitor;
  }

  FrameSender sender() {
    return sender;
  }

  ConnectionLifecycle lifecycle() {
    return lifecycle;
  }

  StreamRegistry streams() {
    monitor.assertHeld();
    return streams;
  }

  /// Streams that the peer has opened and that are not served yet.
  AcceptQueue accepted() {
    monitor.assertHeld();
    return accepted;
  }

  PingTracker pings() {
    monitor.assertHeld();
    return pings;
  }

  /// Whether a stream is active, reserved, waits or is served.
  boolean isBusy() {
    return !accepted().isIdle() || !streams().isEmpty();
  }

  /// Time since a stream has ended or been served.
  IdleTimer idle() {
    monitor.assertHeld();
    return idle;
  }

  /// Settings of the peer: the defaults until it has sent some.
  PeerSettings peerSettings() {
    monitor.assertHeld();
    return peerSettings.orElse(PeerSettings.DEFAULT);
  }

  /// Whether the peer has sent SETTINGS, so that it is known to speak HTTP/2.
  boolean hasPeerSettings() {
    monitor.assertHeld();
    return peerSettings.isPresent();
  }

  void applySettings(PeerSettings settings) {
    monitor.assertHeld();
    peerSettings = Optional.of(settings);
    monitor.stateChanged().signalAll();
  }

  /// Notes a PING acknowledgement.
  void acknowledgePing(long opaque) {
    monitor.assertHeld();
    pings.acknowledge(opaque);
    monitor.stateChanged().signalAll();
  }

  // Streams of ours.

  /// Reserves a place for a stream of ours. The caller closes the stream.
  Optional<StreamEntry> reserve() {
    monitor.assertHeld();
    int allowed = hasPeerSettings() ? peerSettings().maxConcurrentStreams() : 0;
    boolean reserved =
        lifecycle.phase().allowsReserving()
            && streams.reserve(Math.min(allowed, limits.maxConcurrentStreams()));
    return reserved ? Optional.of(new StreamEntry(this)) : Optional.empty();
  }

  /// Gives back the place of a stream that was not opened.
  void release() {
    monitor.assertHeld();
    streams.release();
    signalUse();
  }

  /// Opens a stream that has a place.
  void openReserved(StreamEntry stream) {
    monitor.assertHeld();
    streams.release();
    stream.open(streams.takeLocalId());
    streams.add(stream);
  }

  // Streams of the peer.

  /// Queues a stream that the peer has opened, until a thread serves it. Its memory has been taken.
  void accept(StreamEntry stream) {
    monitor.assertHeld();
    accepted.add(stream);
    monitor.stateChanged().signalAll();
  }

  /// Notes that a stream of the peer has been served.
  void finishServing() {
    monitor.assertHeld();
    accepted.finish();
    signalUse();
  }

  // The end of a stream.

  /// Forgets the stream, if both halves have ended.
  void removeIfClosed(StreamEntry stream) {
    monitor.assertHeld();
    if (!stream.state().isActive()) {
      streams.remove(stream, ClosedStreams.Cause.END_STREAM);
      signalUse();
    }
  }

  /// Ends a stream by RST_STREAM.
  void reset(StreamEntry stream, ErrorCode code) {
    reset(stream, code, new SocketException("this side has reset the stream: " + code));
  }

  /// Ends a stream by RST_STREAM, after a violation of the peer.
  void reset(StreamEntry stream, StreamException violation) {
    reset(stream, violation.code(), new ProtocolException(violation.getMessage()));
  }

  private void reset(StreamEntry stream, ErrorCode code, IOException failure) {
    sender.send(new Frame.RstStream(stream.id(), code.code()));
    boolean open = stream.state().canReceive();
    fail(stream, open ? ClosedStreams.Cause.LOCAL_RESET : ClosedStreams.Cause.END_STREAM, failure);
  }

  /// Ends a stream that the peer has reset.
  void failByPeer(StreamEntry stream, IOException failure) {
    fail(stream, ClosedStreams.Cause.PEER_RESET, failure);
  }

  private void fail(StreamEntry stream, ClosedStreams.Cause cause, IOException failure) {
    monitor.assertHeld();
    streams.remove(stream, cause);
    accepted.remove(stream);
    stream.fail(failure);
    signalUse();
  }

  private void signalUse() {
    idle.restart();
    monitor.stateChanged().signalAll();
  }
}
