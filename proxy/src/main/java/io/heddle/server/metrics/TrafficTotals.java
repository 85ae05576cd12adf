package io.heddle.server.metrics;

import io.heddle.server.connection.LiveRequest;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpStats;
import java.util.EnumMap;
import java.util.Map;

/// Bytes and datagrams that all requests together have moved. Not thread-safe.
public final class TrafficTotals {
  private long upload;
  private long download;
  private long datagramsUp;
  private long datagramsDown;
  private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);

  TrafficTotals() {}

  void add(long up, long down) {
    upload += up;
    download += down;
  }

  void add(LiveRequest request) {
    add(request.traffic().upload().get(), request.traffic().download().get());
    request.datagrams().ifPresent(this::add);
  }

  void addDatagrams(long up, long down) {
    datagramsUp += up;
    datagramsDown += down;
  }

  void addDrops(DropReason cause, long count) {
    drops.merge(cause, count, Long::sum);
  }

  private void add(UdpStats counters) {
    addDatagrams(counters.uploads(), counters.downloads());
    for (DropReason cause : DropReason.values()) {
      addDrops(cause, counters.drops(cause));
    }
  }

  /// Replaces each figure by that of `before` if that is larger.
  void raiseTo(TrafficTotals before) {
    upload = Math.max(upload, before.upload);
    download = Math.max(download, before.download);
    datagramsUp = Math.max(datagramsUp, before.datagramsUp);
    datagramsDown = Math.max(datagramsDown, before.datagramsDown);
    before.drops.forEach((cause, count) -> drops.merge(cause, count, Math::max));
  }

  /// Bytes from clients to servers.
  public long upload() {
    return upload;
  }

  /// Bytes from servers to clients.
  public long download() {
    return download;
  }

  /// Datagrams from clients.
  public long datagramsUp() {
    return datagramsUp;
  }

  /// Datagrams to clients.
  public long datagramsDown() {
    return datagramsDown;
  }

  /// Datagrams dropped for a cause.
  public long drops(DropReason cause) {
    return drops.getOrDefault(cause, 0L);
  }
}
