package io.heddle.udp;

import io.heddle.net.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// What an association has relayed and dropped so far, readable at any time by any thread.
public final class UdpStats {
  private final Traffic traffic;
  private final AtomicLong uploads = new AtomicLong();
  private final AtomicLong downloads = new AtomicLong();
  private final Set<String> ways = new ConcurrentSkipListSet<>();
  private final Map<DropReason, AtomicLong> drops = new EnumMap<>(DropReason.class);

  /// @param traffic gets the bytes of payload
  public UdpStats(Traffic traffic) {
    this.traffic = traffic;
    for (DropReason cause : DropReason.values()) {
      drops.put(cause, new AtomicLong());
    }
  }

  void uploaded(int datagrams, long bytes) {
    uploads.addAndGet(datagrams);
    traffic.upload().addAndGet(bytes);
  }

  void downloaded(int datagrams, long bytes) {
    downloads.addAndGet(datagrams);
    traffic.download().addAndGet(bytes);
  }

  /// Some go this way.
  void went(String via) {
    ways.add(via);
  }

  void dropped(DropReason cause) {
    drops.get(cause).incrementAndGet();
  }

  /// Datagrams sent to targets.
  public long uploads() {
    return uploads.get();
  }

  /// Datagrams sent to the client.
  public long downloads() {
    return downloads.get();
  }

  /// Datagrams dropped for one cause.
  public long drops(DropReason cause) {
    return drops.get(cause).get();
  }

  /// As the log shows it: `datagrams=12/30 via=direct,corp dropped=foreign:1,blocked:4`, the latter
  /// two if there is anything to say.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("datagrams=" + uploads + "/" + downloads);
    if (!ways.isEmpty()) {
      text.append(" via=").append(String.join(",", ways));
    }
    String before = " dropped=";
    for (DropReason cause : DropReason.values()) {
      if (drops(cause) > 0) {
        text.append(before).append(cause).append(':').append(drops(cause));
        before = ",";
      }
    }
    return text.toString();
  }
}
