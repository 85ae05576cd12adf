package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.ProxyUnderTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class ProxyMonitorTest {
  @Test
  void theUptimeIsThatOfTheMonotonicClock() {
    Duration up = Duration.ofDays(3);
    try (ProxyUnderTest proxy = ProxyUnderTest.start()) {
      Status status =
          new ProxyMonitor(
                  proxy.server(),
                  "1",
                  Optional.empty(),
                  System.nanoTime() - up.toNanos(),
                  new ReloadState(),
                  new TrafficHistory(proxy.server()))
              .status();
      assertEquals(up.toDays(), status.uptime().toDays());
    }
  }
}
