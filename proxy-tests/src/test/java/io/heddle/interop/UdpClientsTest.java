package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.net.UdpReach;
import io.heddle.support.Await;
import io.heddle.support.Command;
import io.heddle.support.DatagramPeer;
import io.heddle.support.NameServer;
import io.heddle.support.NetworkNamespace;
import io.heddle.support.ProxyUnderTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Clients of other languages ask a DNS server through an association.
class UdpClientsTest {
  private static final Path CLIENTS = Path.of("src", "test", "resources", "clients", "udp");
  private static final String PYTHON = CLIENTS.resolve("dns.py").toString();
  private static final String GO = CLIENTS.resolve("dns.go").toString();

  @Test
  void python() {
    needs("python3");
    asks("127.0.0.1", "python3", PYTHON);
  }

  @Test
  void pythonByTheServersName() {
    needs("python3");
    asks("localhost", "python3", PYTHON);
  }

  @Test
  void go() {
    needs("go");
    asks("127.0.0.1", "go", "run", GO);
  }

  private static void asks(String server, String... client) {
    try (var names = NameServer.start("127.0.0.1");
        var proxy = ProxyUnderTest.start()) {
      String[] command = Arrays.copyOf(client, client.length + 5);
      command[client.length] = "127.0.0.1";
      command[client.length + 1] = Integer.toString(proxy.address().port());
      command[client.length + 2] = server;
      command[client.length + 3] = Integer.toString(names.port());
      command[client.length + 4] = "heddle.example";
      var result = Command.of(command).run().succeeds();
      assertEquals("127.0.0.1 " + NameServer.ANSWER + "\n", result.output());
    }
  }

  /// The client reaches the proxy at an address that the proxy does not have: that of forwarders in
  /// a namespace, as a NAT or a container's host has it.
  @Test
  void anAddressThatTheProxyDoesNotHave() throws Exception {
    needs("python3");
    needs("socat");
    if (!NetworkNamespace.isPossible()) {
      missing("the right to make network namespaces (root)");
    }
    int relay = freePort();
    var reach =
        new UdpReach(
            Optional.of(Host.parse(NetworkNamespace.INSIDE)),
            Optional.of(new PortRange(relay, relay)));
    try (var namespace = NetworkNamespace.open();
        var names = NameServer.start(namespace.here());
        var proxy =
            ProxyUnderTest.with().listen(namespace.here() + ":0").udp(Optional.of(reach)).start()) {
      String here = namespace.here();
      String inside = NetworkNamespace.INSIDE;
      Process tcp =
          namespace
              .command(
                  "socat",
                  "TCP-LISTEN:1080,fork,reuseaddr,bind=" + inside,
                  "TCP:" + here + ":" + proxy.address().port())
              .start();
      Process udp =
          namespace
              .command(
                  "socat",
                  "UDP-LISTEN:" + relay + ",fork,bind=" + inside,
                  "UDP:" + here + ":" + relay)
              .start();
      try {
        String bound = "sport = :1080 or sport = :" + relay;
        Await.until(
            "both forwarders listen",
            () -> namespace.command("ss", "-Hltun", bound).run().output().lines().count() == 2);
        var result =
            namespace
                .command(
                    "python3",
                    PYTHON,
                    inside,
                    "1080",
                    here,
                    Integer.toString(names.port()),
                    "heddle.example")
                .run()
                .succeeds();
        assertEquals(inside + " " + NameServer.ANSWER + "\n", result.output());
      } finally {
        tcp.destroy();
        udp.destroy();
      }
    }
  }

  private static int freePort() {
    try (var peer = DatagramPeer.open()) {
      return peer.address().port();
    }
  }

  private static void needs(String program) {
    if (Command.of("sh", "-c", "command -v " + program).run().exitCode() != 0) {
      missing(program);
    }
  }

  private static void missing(String what) {
    if (Boolean.getBoolean("heddle.require.clients")) {
      fail(what + " is missing");
    }
    assumeTrue(false, what + " is missing");
  }
}
