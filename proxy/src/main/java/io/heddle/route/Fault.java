package io.heddle.route;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/// Fault of a rule: what is done to its requests on purpose, so that a program can be tried on a bad
/// network. Written as: `delay:300ms,jitter:50ms,rate:64KiB,refuse:10%,reset-after:16KiB`.
///
/// @param delay latency of the opening and of each direction; zero for none
/// @param jitter the most that the latency may differ from `delay`, which is not shorter
/// @param rate bytes per second of each direction, at least 1
/// @param refusedPerMyriad how many of ten thousand requests are refused, or datagrams lost
/// @param resetAfter bytes of both directions together after which both ends are reset
public record Fault(
    Duration delay,
    Duration jitter,
    OptionalLong rate,
    int refusedPerMyriad,
    OptionalLong resetAfter) {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

  public Fault {
    if (jitter.compareTo(delay) > 0) {
      throw new IllegalArgumentException("the jitter is longer than the delay");
    }
  }

  /// Whether the bytes of a connection are affected, and not its opening alone.
  public boolean affectsBytes() {
    return delays() || resetAfter.isPresent();
  }

  /// Whether bytes or datagrams arrive later than without it.
  public boolean delays() {
    return !delay.isZero() || rate.isPresent();
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",");
    if (!delay.isZero()) {
      text.add("delay:" + time(delay));
    }
    if (!jitter.isZero()) {
      text.add("jitter:" + time(jitter));
    }
    rate.ifPresent(bytes -> text.add("rate:" + size(bytes)));
    if (refusedPerMyriad > 0) {
      text.add("refuse:" + percent(refusedPerMyriad));
    }
    resetAfter.ifPresent(bytes -> text.add("reset-after:" + size(bytes)));
    return text.toString();
  }

  private static String time(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static String size(long bytes) {
    long count = bytes;
    int unit = 0;
    while (unit < UNITS.size() - 1 && count >= 1024 && count % 1024 == 0) {
      count /= 1024;
      unit++;
    }
    return count + UNITS.get(unit);
  }

  private static String percent(int perMyriad) {
    String hundredths = Integer.toString(100 + perMyriad % 100).substring(1);
    String whole = Integer.toString(perMyriad / 100);
    return hundredths.equals("00") ? whole + "%" : whole + "." + hundredths + "%";
  }
}
