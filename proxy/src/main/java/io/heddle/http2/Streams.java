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

/// The streams of one connection that are not over, and the numbers of all (RFC 9113 §5.1.1).
/// Everything here is done under the connection's lock.
final class Streams {
  private final Role role;
  private final Map<Integer, Http2Stream> active = new HashMap<>();
  private int nextOwn;
  private int lastPeers;
  private int reserved;

  Streams(Role role) {
    this.role = role;
    nextOwn = role == Role.CLIENT ? 1 : 2;
  }

  int count() {
    return active.size();
  }

  boolean isEmpty() {
    return active.isEmpty() && reserved == 0;
  }

  /// The highest number that the peer has used.
  int lastPeers() {
    return lastPeers;
  }

  Collection<Http2Stream> all() {
    return active.values();
  }

  Optional<Http2Stream> find(int id) {
    return Optional.ofNullable(active.get(id));
  }

  /// The stream that a frame is for; none if it is over, which the peer may not know yet.
  ///
  /// @throws Http2Exception if it has never been
  Optional<Http2Stream> of(int id) throws Http2Exception {
    boolean known = role.isPeers(id) ? id <= lastPeers : id < nextOwn;
    if (!known) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a frame on a stream that is idle");
    }
    return find(id);
  }

  /// Whether the peer may open that stream: each number is used once, in order.
  boolean isNew(int id) {
    return role.isPeers(id) && id > lastPeers;
  }

  void opened(int id) {
    lastPeers = id;
  }

  /// Keeps a place for a stream of ours.
  ///
  /// @param most that the peer allows
  /// @return whether there is one
  boolean reserve(int most) {
    boolean free = active.size() + reserved < most && nextOwn > 0;
    if (free) {
      reserved++;
    }
    return free;
  }

  /// The place is not needed any more, or is taken now.
  void release() {
    reserved--;
  }

  /// The number of our next stream.
  int takeId() {
    int id = nextOwn;
    // After 2^31-1 comes nothing: it turns negative, and no place is free any more.
    nextOwn += 2;
    return id;
  }

  void add(Http2Stream stream) {
    active.put(stream.id(), stream);
  }

  void remove(Http2Stream stream) {
    active.remove(stream.id());
  }

  /// Ends those of ours above `last`, which the peer has not looked at.
  void dropAbove(int last, IOException why) {
    for (Http2Stream stream : List.copyOf(active.values())) {
      if (!role.isPeers(stream.id()) && stream.id() > last) {
        remove(stream);
        stream.fail(why);
      }
    }
  }

  /// Ends all.
  void failAll(IOException why) {
    List<Http2Stream> all = new ArrayList<>(active.values());
    active.clear();
    all.forEach(stream -> stream.fail(why));
  }
}
