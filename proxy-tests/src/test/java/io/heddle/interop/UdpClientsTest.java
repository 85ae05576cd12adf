package io.heddle.interop;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.NetworkNamespace;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RunningProgram;
import io.heddle.support.StubDnsServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Clients of other languages ask a DNS server through an association.
@Tag("real-client")
class UdpClientsTest {
  private static final Path CLIENTS = Path.of("src", "test", "resources", "clients", "udp");
  private static final Path PYTHON = CLIENTS.resolve("dns.py");
  private static final Path GO = CLIENTS.resolve("dns.go");

  @Test
  void python() {
    asks("127.0.0.1", Program.installed("python3").with(PYTHON));
  }

  @Test
  void pythonByTheServersName() {
    asks("localhost", Program.installed("python3").with(PYTHON));
  }

  @Test
  void go() {
    asks("127.0.0.1", Program.installed("go").with("run", GO));
  }

  private static void asks(String server, Program client) {
    try (var names = StubDnsServer.start("127.0.0.1");
        var proxy = ProxyUnderTest.start()) {
      client
          .with("127.0.0.1", proxy.address().port(), server, names.port(), "heddle.example")
          .run()
          .succeeds()
          .prints("127.0.0.1 " + StubDnsServer.ANSWER + "\n");
    }
  }

  /// The client reaches the proxy at an address that the proxy does not have: that of forwarders in
  /// a namespace, as a NAT or a container's host has it.
  @Test
  void anAddressThatTheProxyDoesNotHave() throws Exception {
    Program.installed("python3");
    Program.installed("socat");
    Prerequisites.check(
        NetworkNamespace.isPossible(), "the right to make network namespaces (root)");
    int relay = freePort();
    var reach =
        new UdpRelaySettings(
            Optional.of(Host.parse(NetworkNamespace.INSIDE)),
            Optional.of(new PortRange(relay, relay)));
    try (var namespace = NetworkNamespace.open();
        var names = StubDnsServer.start(namespace.here());
        var proxy =
            ProxyUnderTest.with().listen(namespace.here() + ":0").udp(Optional.of(reach)).start()) {
      String here = namespace.here();
      String inside = NetworkNamespace.INSIDE;
      String listen = ",fork,bind=" + inside;
      Program tcp =
          namespace
              .program()
              .with("socat", "TCP-LISTEN:1080,reuseaddr" + listen)
              .with("TCP:" + here + ":" + proxy.address().port());
      Program udp =
          namespace
              .program()
              .with("socat", "UDP-LISTEN:" + relay + listen, "UDP:" + here + ":" + relay);
      try (RunningProgram first = tcp.start();
          RunningProgram second = udp.start()) {
        String bound = "sport = :1080 or sport = :" + relay;
        Await.until(
            "both forwarders listen",
            () ->
                first.isAlive()
                    && second.isAlive()
                    && namespace.program().with("ss", "-Hltun", bound).run().out().lines().count()
                        == 2);
        namespace
            .program()
            .with("python3", PYTHON, inside, 1080, here, names.port(), "heddle.example")
            .run()
            .succeeds()
            .prints(inside + " " + StubDnsServer.ANSWER + "\n");
      }
    }
  }

  private static int freePort() {
    try (var peer = DatagramPeer.open()) {
      return peer.address().port();
    }
  }
}
