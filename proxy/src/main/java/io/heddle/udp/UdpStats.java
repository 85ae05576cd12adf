package io.heddle.udp;

import io.heddle.net.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// Counters of the datagrams that one association has relayed and dropped. Any thread may read them
/// at any time.
public final class UdpStats {
  private final Traffic traffic;
  private final AtomicLong uploads = new AtomicLong();
  private final AtomicLong downloads = new AtomicLong();
  private final Set<String> rules = new ConcurrentSkipListSet<>();
  private final Set<String> routes = new ConcurrentSkipListSet<>();
  private final Set<String> faults = new ConcurrentSkipListSet<>();
  private final Map<DropReason, AtomicLong> drops = new EnumMap<>(DropReason.class);

  /// @param traffic counts the bytes of payload
  public UdpStats(Traffic traffic) {
    this.traffic = traffic;
    for (DropReason reason : DropReason.values()) {
      drops.put(reason, new AtomicLong());
    }
  }

  void addUploads(int datagrams, long bytes) {
    uploads.addAndGet(datagrams);
    traffic.upload().addAndGet(bytes);
  }

  void addDownloads(int datagrams, long bytes) {
    downloads.addAndGet(datagrams);
    traffic.download().addAndGet(bytes);
  }

  /// Notes that this rule has decided about some datagrams.
  public void addRule(String rule) {
    rules.add(rule);
  }

  /// The rules that have decided about datagrams; empty for none.
  public String rules() {
    return String.join(",", rules);
  }

  /// The outbounds that datagrams have taken; empty for none.
  public String routes() {
    return String.join(",", routes);
  }

  /// Notes that some datagrams take this route.
  void addRoute(String via) {
    routes.add(via);
  }

  /// Notes that some datagrams have this fault.
  void addFault(String fault) {
    faults.add(fault);
  }

  /// The faults of the rules for some datagrams; empty for none.
  public String faults() {
    return String.join(";", faults);
  }

  void addDrop(DropReason reason) {
    drops.get(reason).incrementAndGet();
  }

  /// Datagrams sent to targets.
  public long uploads() {
    return uploads.get();
  }

  /// Datagrams sent to the client.
  public long downloads() {
    return downloads.get();
  }

  /// Datagrams dropped for one reason.
  public long drops(DropReason reason) {
    return drops.get(reason).get();
  }

  /// The datagrams that were dropped, by reason: `foreign:1,blocked:4`; empty for none.
  public String dropped() {
    StringJoiner text = new StringJoiner(",");
    for (DropReason reason : DropReason.values()) {
      if (drops(reason) > 0) {
        text.add(reason + ":" + drops(reason));
      }
    }
    return text.toString();
  }

  /// The counters for the log: `datagrams=12/30 rule=default via=direct,corp fault=delay:1s
  /// dropped=foreign:1,blocked:4`. All but the first are left out when they are empty.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("datagrams=" + uploads + "/" + downloads);
    if (!rules.isEmpty()) {
      text.append(" rule=").append(rules());
    }
    if (!routes.isEmpty()) {
      text.append(" via=").append(routes());
    }
    if (!faults.isEmpty()) {
      text.append(" fault=").append(faults());
    }
    String dropped = dropped();
    return dropped.isEmpty() ? text.toString() : text + " dropped=" + dropped;
  }
}
