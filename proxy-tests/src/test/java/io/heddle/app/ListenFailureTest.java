package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import io.heddle.server.ListenException;
import io.heddle.support.RequiresLinux;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Advice about a port that is taken.
@Tag("component")
@RequiresLinux
class ListenFailureTest {
  private static final long PID = ProcessHandle.current().pid();

  private static String advice(String address, String how) {
    return ListenFailure.advice(new PortOwner("heddle", PID), Address.parse(address), how)
        .replace("" + PID, "PID");
  }

  @Test
  void theOptionIsThatOfTheListener() {
    assertEquals(
        "; use that proxy (heddle status --pid PID), stop it (kill PID), or choose another port"
            + " with --admin 127.0.0.1:PORT",
        advice("127.0.0.1:1", " with --admin"));
  }

  @Test
  void aSocketHasAPath() {
    assertEquals(
        "; use that proxy (heddle status --pid PID), stop it (kill PID), or choose another path"
            + " with --listen unix:PATH",
        advice("unix:/tmp/a.sock", " with --listen"));
  }

  @Test
  void aReloadHasNoOption() {
    assertEquals(
        "; use that proxy (heddle status --pid PID), stop it (kill PID), or choose another port",
        advice("127.0.0.1:1", ""));
  }

  @Test
  void theProxyItselfIsNotToBeStopped() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address address = Address.parse("0.0.0.0:" + taken.getLocalPort());
      assertEquals(
          "cannot listen on "
              + address
              + ": address already in use by another listener of this proxy: two addresses of which"
              + " one includes the other cannot be open together, and a move from one to the other"
              + " needs a restart",
          ListenFailure.describe(
              new ListenException(address, new BindException("Address already in use"))));
    }
  }
}
