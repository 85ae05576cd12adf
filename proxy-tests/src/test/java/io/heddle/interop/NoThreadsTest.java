package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.Await;
import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// System that gives no more threads, as a container with a limit of processes.
@Tag("real-client")
class NoThreadsTest {
  /// User without other processes, since the limit is that of all processes of a user.
  private static final int USER = 61_234;

  @TempDir private Path folder;
  @AutoClose private final Origin origin = Origin.start();
  private final int tlsPort = FreePorts.free();

  private HeddleImage startAsUser(SelfSignedCertificate us) {
    TestFiles.permit(folder, "rwxr-xr-x");
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds:
              - {listen: "127.0.0.1:0"}
              - {listen: "127.0.0.1:%d", tls: {certificate: "%s", key: "%s"}}
            admin: {listen: "127.0.0.1:0"}
            """
                .formatted(tlsPort, us.certificate(), us.key()));
    Path launcher = HeddleImage.launcher(HeddleImage.folder());
    Prerequisites.check(
        asUser().with("test", "-x", launcher).run().exitCode() == 0,
        "the right to become another user (root), who may execute the image");
    return HeddleImage.starting(
        asUser().with("env", "HOME=/nonexistent", launcher, "run", "--config", config));
  }

  private static Program asUser() {
    return Program.installed("setpriv")
        .with("--reuid=" + USER, "--regid=" + USER, "--clear-groups");
  }

  /// Sets the soft limit, which the user may raise again.
  private static void limitThreads(HeddleImage proxy, String limit) {
    asUser()
        .with("prlimit", "--pid", proxy.process().pid(), "--nproc=" + limit + ":")
        .run()
        .succeeds();
  }

  private static String answer(HeddleImage proxy, String target) {
    try (Peer client = proxy.client()) {
      return client.sendsText("CONNECT " + target + " HTTP/1.1\r\n\r\n").receivesHead();
    }
  }

  private static ProgramOutput curl(String url) {
    return Program.installed("curl")
        .with("--disable", "--silent", "--max-time", 10, "--noproxy", "*", url)
        .run();
  }

  @Test
  void aClientIsToldAndTheOthersAreServed() {
    var us = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    try (HeddleImage proxy = startAsUser(us)) {
      proxy.tunnel(origin).close();
      origin.accept().close();
      limitThreads(proxy, "1");

      String head = answer(proxy, "nowhere.invalid:80");
      assertTrue(head.startsWith("HTTP/1.1 503 "), head);
      try (Peer client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 03 06 61 2e 74 65 73 74 00 50").receives("05 01");
      }
      proxy.logs("nowhere.invalid:80");
      // What needs no thread.
      try (Peer client = proxy.tunnel(origin);
          Peer server = origin.accept()) {
        client.sendsText("ping");
        server.receivesText("ping");
      }
      try (Peer raw = Peer.connect(Endpoint.parse("127.0.0.1:" + tlsPort));
          Peer client = raw.shakesHands(us.trusting(), "TLSv1.3")) {
        client.sends("05 01 00").receives("05 00");
      }
      curl(proxy.statusPage() + "healthz").succeeds();
      curl(proxy.statusPage() + "status").mentions("no more threads");
      List<String> log = proxy.log();
      assertEquals(
          2, log.stream().filter(line -> line.contains("threads to look names up")).count());
      assertTrue(log.stream().noneMatch(line -> line.contains("\tat ")), log::toString);

      limitThreads(proxy, "1000");
      Await.until(
          "names are looked up again",
          () -> answer(proxy, "nowhere.invalid:80").startsWith("HTTP/1.1 502 "));
      proxy.stop().succeeds();
    }
  }
}
