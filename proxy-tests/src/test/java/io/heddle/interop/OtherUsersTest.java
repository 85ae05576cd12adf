package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Cidr;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.peer.SocketOwners;
import io.heddle.request.LocalUsers;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.support.EchoWebServer;
import io.heddle.support.NetworkNamespace;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RequiresLinux;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that belong to other users of this machine, at a listener for its owner. The test runs as
/// root, and its clients as another user.
@Tag("real-client")
@RequiresLinux
class OtherUsersTest {
  private static final String STATUS = "%{http_code} %{http_connect}";

  private static Program curl(ProxyUnderTest proxy, String scheme, String url) {
    return Program.installed("curl")
        .with("--silent", "--show-error", "--max-time", "20", "--output", "/dev/null")
        .with("--noproxy", "", "--write-out", STATUS)
        .with("--proxy", scheme + "://" + proxy.address(), url);
  }

  private static ProgramOutput asNobody(Program program) {
    Prerequisites.check(SocketOwners.ownUser() == 0, "root");
    String setpriv = "setpriv";
    assertEquals(0, Program.installed(setpriv).with("--version").run().exitCode());
    return program
        .under(setpriv, "--reuid=65534", "--regid=65534", "--clear-groups")
        .environment("HOME", "/nonexistent")
        .run();
  }

  private static ProxyUnderTest owned() {
    return ProxyUnderTest.with().entrance(TransportSettings.OWNER).start();
  }

  @ParameterizedTest
  @CsvSource({
    "http, http, 403 000, 0",
    "http, https, 000 403, 56",
    "socks5h, http, 000 000, 97",
    "socks4a, http, 000 000, 97",
  })
  void areRefusedInTheirProtocol(String scheme, String url, String status, int exitCode)
      throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = owned()) {
      ProgramOutput output = asNobody(curl(proxy, scheme, url + "://127.0.0.1:" + port(web) + "/"));
      assertEquals(status, output.out(), output::toString);
      assertEquals(exitCode, output.exitCode(), output::toString);
      assertEquals(1, proxy.server().connections().rejected().otherUsers());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://heddle.test/", "http://heddle.test:1/"})
  void learnNothingFromTheProxyItself(String url) throws Exception {
    try (ProxyUnderTest proxy = owned()) {
      assertEquals("403 000", asNobody(curl(proxy, "http", url)).out());
    }
  }

  @Test
  void areToldWhy() throws Exception {
    try (ProxyUnderTest proxy = owned()) {
      ProgramOutput output =
          asNobody(
              Program.installed("curl")
                  .with("--silent", "--include", "--noproxy", "")
                  .with("--proxy", proxy.address(), "http://127.0.0.1:1/"));
      String sentence =
          "this listener serves only the user of the proxy (uid 0) and root, and this client"
              + " belongs to uid 65534; local-users: any";
      assertTrue(output.out().startsWith("HTTP/1.1 403 Forbidden: " + sentence), output.out());
    }
  }

  @Test
  void areServedWhereAnyUserIs() throws Exception {
    assertServesNobody(
        new TransportSettings(List.of(), ProxyProtocolMode.OFF, Optional.empty(), LocalUsers.ANY));
  }

  @Test
  void areServedAmongTheClientsOfAListener() throws Exception {
    assertServesNobody(
        new TransportSettings(
            List.of(Cidr.parse("127.0.0.0/8")), ProxyProtocolMode.OFF, Optional.empty()));
  }

  private static void assertServesNobody(TransportSettings transport) throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = ProxyUnderTest.with().entrance(transport).start()) {
      String url = "http://127.0.0.1:" + port(web) + "/";
      assertEquals("200 000", asNobody(curl(proxy, "http", url)).out());
    }
  }

  /// The kernel does not know the sockets of another namespace, whoever has them.
  @Test
  void inAnotherNamespaceAreRefusedToo() throws Exception {
    Prerequisites.check(NetworkNamespace.isPossible(), "ip netns");
    try (NetworkNamespace there = NetworkNamespace.open();
        ProxyUnderTest proxy =
            ProxyUnderTest.with().listen("0.0.0.0:0").entrance(TransportSettings.OWNER).start()) {
      ProgramOutput output =
          there
              .program()
              .with("curl", "-s", "-i", "--max-time", "20", "-x")
              .with("http://" + there.here() + ":" + proxy.address().port())
              .with("http://127.0.0.1:1/")
              .run();
      assertTrue(output.out().contains("the system does not tell whose"), output::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h", "socks4a"})
  void theOwnerIsServed(String scheme) throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = owned()) {
      String url = "http://127.0.0.1:" + port(web) + "/";
      assertEquals("200 000", curl(proxy, scheme, url).run().out());
    }
  }

  private static int port(EchoWebServer web) {
    return URI.create(web.url()).getPort();
  }
}
