package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.StubDnsServer;
import io.heddle.support.StubDnsServer.Failure;
import io.heddle.support.TestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Failures of a DNS server, as the C library tells them. The proxy runs with a resolv.conf of its
/// own, which a mount namespace gives it.
@Tag("real-client")
class NameServerTest {
  private static final String SERVER = "127.77.0.53";
  private static final int PORT = 53;

  @TempDir private Path folder;

  /// @param options of the C library's resolver
  private HeddleImage start(String options) {
    Path settings =
        TestFiles.write(
            folder.resolve("resolv.conf"), "nameserver " + SERVER + "\noptions " + options + "\n");
    Path names = TestFiles.write(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
    TestFiles.write(config(), "inbounds: [{listen: \"127.0.0.1:0\"}]\ndns: {timeout: 10s}\n");
    String script =
        "mount --bind %s /etc/resolv.conf && mount --bind %s /etc/nsswitch.conf && exec \"$@\""
            .formatted(settings, names);
    Prerequisites.check(
        inNamespace().with("true").run().exitCode() == 0,
        "the right to make mount namespaces (root)");
    return HeddleImage.starting(
        inNamespace()
            .with("sh", "-c", script, "sh", HeddleImage.launcher(HeddleImage.folder()))
            .with("run", "--config", config())
            .environment("XDG_RUNTIME_DIR", folder));
  }

  private Path config() {
    return folder.resolve("heddle.yaml");
  }

  private static Program inNamespace() {
    return Program.installed("unshare").with("--mount", "--propagation", "private");
  }

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, 502, 04, dns_error, no address found for",
    "SERVFAIL, 504, 01, dns_error, the name server failed to answer about the name",
    "REFUSED, 504, 01, dns_error, the name server failed to answer about the name",
    "SILENT, 504, 06, dns_timeout, no answer in time about the name"
  })
  void failuresOfTheServerAreNotThoseOfTheName(
      Failure failure, String status, String reply, String error, String sentence) {
    try (StubDnsServer _ = StubDnsServer.start(SERVER, PORT);
        HeddleImage proxy = start("timeout:1 attempts:1");
        Peer http = proxy.client();
        Peer socks = proxy.client()) {
      String name = failure.hostName();
      http.sendsText("CONNECT " + name + ":80 HTTP/1.1\r\n\r\n");
      String head = http.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
      assertTrue(head.contains("error=" + error), head);
      assertTrue(head.contains(sentence + " " + name), head);
      socks.sends("05 01 00").receives("05 00");
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      String nameHex = HexFormat.ofDelimiter(" ").formatHex(bytes);
      socks.sends("05 01 00 03 %02x %s 00 50".formatted(bytes.length, nameHex));
      socks.receives("05 " + reply);
    }
  }

  /// The lookup would take a minute.
  @Test
  void aListenerWhoseNameIsBeingLookedUpStopsNeitherClientsNorTheEnd() {
    try (StubDnsServer names = StubDnsServer.start(SERVER, PORT);
        Origin origin = Origin.start();
        HeddleImage proxy = start("timeout:30 attempts:2")) {
      TestFiles.write(
          config(),
          "inbounds: [{listen: \"127.0.0.1:0\"}, {listen: \"%s:0\", open: true}]\n"
              .formatted(Failure.SILENT.hostName()));
      names.isAskedFor(Failure.SILENT);
      proxy.tunnel(origin).close();
      proxy.stop().succeeds();
    }
  }
}
