package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Registry of the active streams of one connection, and of the identifiers that have been used
/// (RFC 9113 §5.1.1). Guarded by the lock of the connection.
final class StreamRegistry {
  private final Role role;
  private final Map<Integer, StreamEntry> active = new HashMap<>();
  private final ClosedStreams closed = new ClosedStreams();
  private int nextLocal;
  private int lastByPeer;
  private int reserved;

  StreamRegistry(Role role) {
    this.role = role;
    nextLocal = role == Role.CLIENT ? 1 : 2;
  }

  /// Whether no stream is active or reserved.
  boolean isEmpty() {
    return active.isEmpty() && reserved == 0;
  }

  /// Number of active streams, which count for SETTINGS_MAX_CONCURRENT_STREAMS (§5.1.2).
  int countActive() {
    return active.size();
  }

  ClosedStreams closed() {
    return closed;
  }

  /// Highest identifier that the peer has used; 0 if none.
  int lastByPeer() {
    return lastByPeer;
  }

  /// All active streams.
  Collection<StreamEntry> active() {
    return active.values();
  }

  Optional<StreamEntry> find(int id) {
    return Optional.ofNullable(active.get(id));
  }

  /// The stream to which a received frame belongs; none if it is closed, which the peer may not
  /// know yet (§5.1).
  ///
  /// @throws Http2Exception if the stream is idle
  Optional<StreamEntry> findReceiver(int id) throws Http2Exception {
    boolean used = role.isOpenedByPeer(id) ? id <= lastByPeer : id < nextLocal;
    if (!used) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a frame on a stream that is idle");
    }
    return find(id);
  }

  /// Whether a HEADERS frame with that identifier opens a stream of the peer.
  boolean isNewByPeer(int id) {
    return role.isOpenedByPeer(id) && id > lastByPeer;
  }

  /// Notes that the peer has used an identifier.
  void markUsedByPeer(int id) {
    lastByPeer = id;
    closed.noteOpened(id);
  }

  /// Reserves a place for a stream of ours.
  ///
  /// @param max streams that may be active and reserved
  /// @return whether there was one
  boolean reserve(int max) {
    boolean free = active.size() + reserved < max && nextLocal > 0;
    if (free) {
      reserved++;
    }
    return free;
  }

  /// Gives a reserved place back.
  void release() {
    reserved--;
  }

  /// Takes the identifier for the next stream of ours.
  int takeLocalId() {
    int id = nextLocal;
    // It overflows after 2^31-1. Then it is negative, and no place can be reserved any more.
    nextLocal += 2;
    closed.noteOpened(id);
    return id;
  }

  void add(StreamEntry stream) {
    active.put(stream.id(), stream);
  }

  void remove(StreamEntry stream, ClosedStreams.Cause cause) {
    active.remove(stream.id());
    closed.noteClosed(stream.id(), cause);
  }

  /// Fails our streams above `last`, which the peer has not processed (§6.8).
  void failAbove(int last, IOException cause) {
    for (StreamEntry stream : List.copyOf(active.values())) {
      if (!role.isOpenedByPeer(stream.id()) && stream.id() > last) {
        remove(stream, ClosedStreams.Cause.LOCAL_RESET);
        stream.fail(cause);
      }
    }
  }

  /// Fails all streams.
  void failAll(IOException cause) {
    List<StreamEntry> all = new ArrayList<>(active.values());
    active.clear();
    all.forEach(stream -> stream.fail(cause));
  }
}
