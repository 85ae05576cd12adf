package io.heddle.generative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.SelfSignedCertificate;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Random conversations on all kinds of listeners at once, with clients, origins and upstream proxies
/// that break the rules. Well-behaved clients beside them do not wait, what is cut looks cut, and
/// nothing is left when all is over.
///
/// System properties: `heddle.generative.seed` to repeat a run, `heddle.generative.rounds` for longer
/// ones, `heddle.generative.only` for one conversation of a run. A round is a hundred conversations.
@Tag("conversation")
class GenerativeTest {
  private static final int ROUNDS = 16;
  private static final Path LOG = Path.of("target", "generative.log");
  private static final int CONVERSATIONS_PER_ROUND = 100;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void playsRandomConversations() throws InterruptedException {
    long seed = Long.getLong("heddle.generative.seed", System.nanoTime());
    int rounds = Integer.getInteger("heddle.generative.rounds", ROUNDS);
    int only = Integer.getInteger("heddle.generative.only", -1);
    System.out.println("random conversations of seed " + seed);
    SelfSignedCertificate certificate =
        SelfSignedCertificate.of(folder, "dns:localhost,ip:127.0.0.1");
    Servers servers = Servers.start(seed, certificate);
    try (ProxyProcess proxy =
        ProxyProcess.start(folder, certificate, servers.outbounds(certificate))) {
      int base = proxy.sockets().size();
      List<String> violations;
      try (servers) {
        Stage stage = servers.stage(seed, proxy);
        violations =
            only >= 0
                ? Play.runOne(stage, only)
                : Play.run(stage, rounds * CONVERSATIONS_PER_ROUND);
      }
      try {
        violations.addAll(proxy.errors());
        assertEquals(List.of(), violations);
        isOver(proxy, base);
      } catch (AssertionError e) {
        proxy.saveLog(LOG);
        throw new AssertionError(
            "%s%nseed %d; the log of the proxy is in %s".formatted(e.getMessage(), seed, LOG), e);
      }
      assertEquals(0, proxy.stop());
    }
  }

  private static void isOver(ProxyProcess proxy, int base) {
    assertTrue(proxy.isAlive());
    Await.until("no connection is left", () -> proxy.connections() == 0);
    Await.until("no socket is left", () -> proxy.sockets().size() <= base);
  }
}
