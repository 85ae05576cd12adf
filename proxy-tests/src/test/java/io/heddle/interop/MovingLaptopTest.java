package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Browser;
import io.heddle.support.HeddleImage;
import io.heddle.support.NetworkNamespace;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import io.heddle.support.TwoUplinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proxy on a laptop that goes from one network to another, and sleeps.
@Tag("real-client")
class MovingLaptopTest {
  private static final String CHANGED = "the network has changed: ";

  /// Time from the start to the first look, with which later ones are compared.
  private static final Duration FIRST_LOOK = Duration.ofMillis(2500);

  /// More than a loaded machine may be late.
  private static final Duration STOPPED = Duration.ofSeconds(13);

  @TempDir private Path folder;

  @Test
  void eachChangeOfTheNetworkIsSeenOnceAndNothingIsSent() {
    Prerequisites.check(NetworkNamespace.isPossible(), "the right to make network namespaces");
    Path resolver = TestFiles.write(folder.resolve("resolv.conf"), "nameserver 10.30.0.1\n");
    SelfSignedCertificate certificate = SelfSignedCertificate.of(folder, "ip:" + TwoUplinks.FAR);
    try (TwoUplinks uplinks = TwoUplinks.open(resolver);
        RunningProgram _ = startWeb(uplinks);
        HeddleImage _ = startFar(uplinks, certificate);
        HeddleImage laptop = startLaptop(uplinks, certificate)) {
      long started = System.nanoTime();
      assertEquals("200", get(uplinks, laptop));
      Await.until("it has looked", () -> since(started).compareTo(FIRST_LOOK) > 0);
      startContainer(uplinks);
      TestFiles.write(resolver, "# again\nnameserver 10.31.0.1\nsearch corp.example\n");
      sees(laptop, "name servers 10.30.0.1 → 10.31.0.1");
      uplinks.onLaptop("link", "set", "eth0", "down");
      sees(laptop, "local address 10.30.0.2 → 10.31.0.2; router 10.30.0.1 → 10.31.0.1");
      long pulled = System.nanoTime();
      assertEquals("200", get(uplinks, laptop));
      Duration replaced = since(pulled);
      assertTrue(replaced.compareTo(Duration.ofSeconds(3)) < 0, replaced::toString);
      uplinks.onLaptop("route", "replace", "default", "via", "10.31.0.7", "metric", 2);
      sees(laptop, "router 10.31.0.1 → 10.31.0.7");
      uplinks.onLaptop("route", "del", "default");
      sees(laptop, "local address 10.31.0.2 → none; router 10.31.0.7 → none");
      assertEquals(4, changes(laptop).size(), () -> String.join("\n", laptop.log()));
      tellsThem(uplinks, laptop);
      sendsNoDatagram(uplinks);
    }
  }

  @Test
  void aProxyThatWasStoppedSeesItAndThePageTellsIt(@TempDir Path profile)
      throws InterruptedException {
    String config = "inbounds: [{listen: \"127.0.0.1:0\"}]\nadmin: {listen: \"127.0.0.1:0\"}\n";
    try (HeddleImage proxy = HeddleImage.start(folder, config);
        Browser browser = Browser.start(profile)) {
      Thread.sleep(FIRST_LOOK);
      proxy.process().signal("STOP");
      Thread.sleep(STOPPED);
      proxy.process().signal("CONT");
      sees(proxy, "stopped for ");
      assertEquals(1, changes(proxy).size(), () -> String.join("\n", proxy.log()));
      browser.opens(proxy.statusPage()).reads("The network changed at ");
      browser.shows(
          "document.getElementById('network').innerText.includes('stopped for ')", "true");
    }
  }

  private RunningProgram startWeb(TwoUplinks uplinks) {
    RunningProgram web =
        uplinks
            .outside()
            .with("python3", "-u", "-m", "http.server", "8000")
            .with("--bind", TwoUplinks.FAR, "--directory", TestFiles.folder(folder.resolve("www")))
            .start();
    web.prints(Pattern.compile("Serving HTTP"));
    return web;
  }

  /// A proxy outside that speaks HTTP/2.
  private HeddleImage startFar(TwoUplinks uplinks, SelfSignedCertificate certificate) {
    return start(
        uplinks.outside(),
        "far.yaml",
        """
        inbounds:
          - listen: "%s:8443"
            clients: [10.30.0.0/15]
            tls: {certificate: "%s", key: "%s"}
        """
            .formatted(TwoUplinks.FAR, certificate.certificate(), certificate.key()));
  }

  private HeddleImage startLaptop(TwoUplinks uplinks, SelfSignedCertificate certificate) {
    return start(
        uplinks.laptop(),
        "laptop.yaml",
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        outbounds: {far: {url: "https://%s:8443", http2: required, tls: {ca: "%s"}}}
        default: far
        admin: {listen: "127.0.0.1:1088"}
        """
            .formatted(TwoUplinks.FAR, certificate.certificate()));
  }

  private HeddleImage start(Program host, String name, String config) {
    return HeddleImage.starting(
        host.with(HeddleImage.launcher(HeddleImage.folder()), "run")
            .with("--config", TestFiles.write(folder.resolve(name), config)));
  }

  /// A bridge as those of containers, with the link of one.
  private static void startContainer(TwoUplinks uplinks) {
    uplinks.onLaptop("link", "add", "docker0", "type", "bridge");
    uplinks.onLaptop("addr", "add", "172.17.0.1/16", "dev", "docker0");
    uplinks.onLaptop("link", "add", "veth1", "type", "veth", "peer", "name", "veth2");
    uplinks.onLaptop("link", "set", "veth1", "master", "docker0", "up");
    uplinks.onLaptop("link", "set", "veth2", "up");
    uplinks.onLaptop("link", "set", "docker0", "up");
  }

  /// Status of a request through both proxies.
  private static String get(TwoUplinks uplinks, HeddleImage laptop) {
    return uplinks
        .laptop()
        .with("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}")
        .with("--noproxy", "", "--proxy", laptop.url("http"))
        .with("http://" + TwoUplinks.FAR + ":8000/")
        .run()
        .out();
  }

  private static void tellsThem(TwoUplinks uplinks, HeddleImage laptop) {
    uplinks
        .laptop()
        .with("curl", "--silent", "--noproxy", "*", "http://127.0.0.1:1088/metrics")
        .run()
        .succeeds()
        .mentions("\nheddle_network_changes_total 4\n");
    uplinks
        .laptop()
        .with(HeddleImage.launcher(HeddleImage.folder()), "status")
        .with("--pid", laptop.process().pid())
        .run()
        .succeeds()
        .mentions("network changed 4 times, last at ")
        .mentions("local address 10.31.0.2 → none");
  }

  private static void sendsNoDatagram(TwoUplinks uplinks) {
    String[] udp =
        uplinks
            .laptop()
            .with("cat", "/proc/net/snmp")
            .run()
            .out()
            .lines()
            .filter(line -> line.startsWith("Udp: "))
            .toArray(String[]::new);
    List<String> names = List.of(udp[0].split(" ", -1));
    assertEquals("0", udp[1].split(" ", -1)[names.indexOf("OutDatagrams")], udp[1]);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static void sees(HeddleImage proxy, String change) {
    proxy.logs(CHANGED + change);
  }

  private static List<String> changes(HeddleImage proxy) {
    return proxy.log().stream().filter(line -> line.contains(CHANGED)).toList();
  }
}
