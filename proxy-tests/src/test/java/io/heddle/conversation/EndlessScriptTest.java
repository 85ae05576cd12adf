package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.support.PacOffice;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts without an end, beside a harmless one.
@Tag("conversation")
final class EndlessScriptTest {
  private static final int SCRIPTS = 3;
  private static final int HOSTS = 20;

  /// Without a limit for each script, the harmless one waits for more than one round of evaluations of
  /// a second each.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @TempDir private Path folder;

  private ProxyUnderTest proxy(String name, String script) throws Exception {
    PacOffice office = PacOffice.in(Files.createDirectory(folder.resolve(name)));
    office.write("function FindProxyForURL(url, host) { " + script + " }");
    return ProxyUnderTest.with().through(office.fromFile(ScriptFallback.BLOCK)).start();
  }

  private static Peer ask(ProxyUnderTest proxy, String host) {
    return proxy.client().sendsText("CONNECT " + host + ":1 HTTP/1.1\r\n\r\n");
  }

  @Test
  void leaveThreadsToTheHarmlessOne() throws Exception {
    List<AutoCloseable> opened = new ArrayList<>();
    try (ProxyUnderTest harmless = proxy("harmless", "return 'DIRECT';");
        Peer first = ask(harmless, "127.0.0.2")) {
      first.receivesHead();
      for (int script = 0; script < SCRIPTS; script++) {
        ProxyUnderTest endless = proxy("endless" + script, "while (true) {}");
        opened.add(endless);
        for (int host = 0; host < HOSTS; host++) {
          opened.add(ask(endless, "host" + host + ".test"));
        }
      }
      // Until all that can be evaluated at once are.
      Thread.sleep(500);
      long start = System.nanoTime();
      try (Peer client = ask(harmless, "127.0.0.1")) {
        client.receivesHead();
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(waited.compareTo(PATIENCE) < 0, waited::toString);
    } finally {
      for (AutoCloseable one : opened.reversed()) {
        one.close();
      }
    }
  }
}
