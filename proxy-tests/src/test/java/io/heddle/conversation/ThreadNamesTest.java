package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Setting;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.Http2Peer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import io.heddle.support.TunnelPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of threads in a dump, such as that of `jcmd Thread.dump_to_file`.
@Tag("conversation")
class ThreadNamesTest {
  // Threads without a name have an empty one.
  private static final Pattern NAME = Pattern.compile("\"([^\"\n]*)\"");

  @TempDir private Path folder;
  @AutoClose private final Origin origin = Origin.start();

  /// What a dump has between quotation marks.
  private Set<String> namesInDump() {
    Path dump = folder.resolve("threads-" + System.nanoTime() + ".txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      Set<String> names = new TreeSet<>();
      NAME.matcher(Files.readString(dump)).results().forEach(name -> names.add(name.group(1)));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names of the connections by their numbers in the log.
  private static Set<String> connectionsOf(ProxyUnderTest proxy) {
    Set<String> names = new TreeSet<>();
    proxy.server().connections().all().forEach(one -> names.add("conn-" + one.id()));
    return names;
  }

  @Test
  void tunnelsAndAssociationsHaveTheNumberOfTheirConnection() {
    try (var proxy = ProxyUnderTest.start();
        var _ = TunnelPeers.open(proxy, origin);
        var _ = Associated.with(proxy);
        var _ = TunnelPeers.open(proxy, origin)) {
      assertEquals(Set.of("conn-1", "conn-2", "conn-3"), connectionsOf(proxy));
      assertTrue(namesInDump().containsAll(connectionsOf(proxy)));
    }
  }

  @Test
  void aStreamOfHttp2HasANumberOfItsOwn() {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client =
            Http2Peer.client(
                Peer.connect(proxy.address()).shakesHands(us.context(us), "TLSv1.3", "h2"),
                new Setting(Setting.INITIAL_WINDOW_SIZE, 1 << 20))) {
      client.sendsHeaders(1, ":method CONNECT, :authority " + origin.address(), EndStream.NO);
      try (var _ = origin.accept()) {
        assertEquals("200", client.receivesStatus(1));
        assertEquals(Set.of("conn-1", "conn-2"), connectionsOf(proxy));
        assertTrue(namesInDump().containsAll(connectionsOf(proxy)));
      }
    }
  }

  @Test
  void theTasksOfTheServerSayWhatTheyDo() {
    try (var proxy = ProxyUnderTest.start()) {
      Set<String> tasks =
          Set.of(
              "server",
              "idle-watch",
              "http2-connections",
              "upstream-pool",
              "accept-" + proxy.address());
      Await.until("all run", () -> namesInDump().containsAll(tasks));
    }
  }
}
