package io.heddle.server;

import io.heddle.net.Traffic;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpStats;
import java.util.EnumMap;
import java.util.Map;

/// How much has been relayed, in all. For one thread.
public final class TrafficTotals {
  private long upload;
  private long download;
  private long datagramsUp;
  private long datagramsDown;
  private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);

  void add(long up, long down) {
    upload += up;
    download += down;
  }

  void add(Traffic traffic) {
    add(traffic.upload().get(), traffic.download().get());
  }

  void addDatagrams(long up, long down) {
    datagramsUp += up;
    datagramsDown += down;
  }

  void addDrops(DropReason cause, long count) {
    drops.merge(cause, count, Long::sum);
  }

  void add(UdpStats tally) {
    addDatagrams(tally.uploads(), tally.downloads());
    for (DropReason cause : DropReason.values()) {
      addDrops(cause, tally.drops(cause));
    }
  }

  /// Takes the larger of each: what was being added up while a request ended may be too little, and
  /// none of these ever goes back.
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
