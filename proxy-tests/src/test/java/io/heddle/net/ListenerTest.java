package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.support.ChildJvm;
import io.heddle.support.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Addresses of listeners.
@Tag("component")
class ListenerTest {

  private static Listener open(String address) throws IOException {
    return Listener.open(Endpoint.parse(address), Listener.OWNER_ONLY);
  }

  private static int port(Listener listener) {
    return ((Endpoint) listener.address()).port();
  }

  @Test
  void theWildcardOfIpv4TakesNothingFromIpv6() throws IOException {
    try (Listener listener = open("0.0.0.0:0")) {
      int port = port(listener);
      assertEquals(Endpoint.parse("0.0.0.0:" + port), listener.address());
      Peer.connect(Endpoint.parse("127.0.0.1:" + port)).close();
      assertThrows(
          UncheckedIOException.class, () -> Peer.connect(Endpoint.parse("[::1]:" + port)).close());
    }
  }

  @Test
  void theWildcardOfIpv6IncludesIpv4() throws IOException {
    try (Listener listener = open("[::]:0")) {
      int port = port(listener);
      Peer.connect(Endpoint.parse("127.0.0.1:" + port)).close();
      Peer.connect(Endpoint.parse("[::1]:" + port)).close();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThrows(BindException.class, () -> open("192.0.2.1:0").close());
  }

  /// Listens on IPv6 and prints the failure.
  static final class Listen {
    private Listen() {}

    public static void main(String[] args) throws IOException {
      try {
        open("[::1]:0").close();
      } catch (BindException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  @Test
  void aMachineWithoutIpv6SaysSo() throws Exception {
    assertEquals(
        "this machine has no IPv6",
        ChildJvm.output(Listen.class, List.of("-Djava.net.preferIPv4Stack=true")));
  }
}
