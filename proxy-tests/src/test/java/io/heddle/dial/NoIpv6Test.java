package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.request.RefusedException;
import io.heddle.support.ChildJvm;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Dialling on a machine without IPv6, as many containers are. The JDK throws no
/// [java.io.IOException] there.
@Tag("component")
class NoIpv6Test {

  /// Dials an IPv6 address and prints the refusal.
  static final class DialProgram {
    private DialProgram() {}

    public static void main(String[] args) throws ClosedByInterruptException {
      var target = new InetSocketAddress(InetAddress.ofLiteral("::1"), 80);
      try {
        Dialer.connect(target, Deadline.after(Duration.ofSeconds(1))).close();
      } catch (RefusedException e) {
        System.out.print(e.refusal());
      }
    }
  }

  @Test
  void refusesAnIpv6Address() throws Exception {
    assertEquals(
        "NETWORK_UNREACHABLE: this machine has no IPv6 to reach [::1]:80 with",
        ChildJvm.output(DialProgram.class, List.of("-Djava.net.preferIPv4Stack=true")));
  }
}
