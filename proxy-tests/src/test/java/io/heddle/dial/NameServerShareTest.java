package io.heddle.dial;

import static io.heddle.support.NameServerPeer.address;
import static io.heddle.support.NameServerPeer.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Host;
import io.heddle.request.RefusedException;
import io.heddle.support.Await;
import io.heddle.support.NameServerPeer;
import io.heddle.support.StubLookup;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Share of one name server in the threads that look names up, while it is silent.
@Tag("component")
class NameServerShareTest {
  private static final Duration LONG = Duration.ofDays(30);
  private static final int CLIENTS = 600;

  private final NameServerPeer silent = NameServerPeer.silent();
  private final NameServerPeer prompt =
      NameServerPeer.answering(query -> List.of(response(query, 0, address(query, "192.0.2.1"))));
  private final StubLookup system = new StubLookup().knows("elsewhere.example", "192.0.2.9");
  private final Resolver resolver =
      new Resolver(
          new DomainNameServers(
              Map.of("down.example", silent.address(), "up.example", prompt.address()),
              system,
              LONG),
          LONG,
          LONG);
  private final List<Thread> clients = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() throws InterruptedException {
    clients.forEach(Thread::interrupt);
    for (Thread client : clients) {
      client.join();
    }
    resolver.close();
    silent.close();
    prompt.close();
    system.close();
  }

  private void ask(String name) {
    clients.add(
        Thread.startVirtualThread(() -> {
          try {
            resolver.resolve(new Host.Name(name), Deadline.NONE);
          } catch (RefusedException e) {
            refused.add(e.refusal().toString());
          } catch (IOException e) {
            // The test has ended.
          }
        }));
  }

  private long distinctNamesAsked() {
    return silent.asked().stream().map(query -> query.question().name()).distinct().count();
  }

  @Test
  void namesOfOthersAreAnsweredAtOnce() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      ask("n" + i + ".down.example");
    }
    Await.until("it is asked", () -> distinctNamesAsked() >= 32);
    long start = System.nanoTime();
    for (String name : List.of("a.up.example", "elsewhere.example")) {
      assertEquals(1, resolver.resolve(new Host.Name(name), Deadline.NONE).size(), name);
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    assertTrue(millis < 500, () -> millis + " ms");
    Await.until("the others are refused", () -> refused.size() >= CLIENTS - 32);
    assertEquals(32, distinctNamesAsked());
    assertTrue(
        refused
            .peek()
            .startsWith(
                "NAME_RESOLUTION_TIMED_OUT: the name server 127.0.0.1:"
                    + silent.address().getPort()
                    + " does not answer about 32 other names, so it is not asked about the name n"),
        refused.peek());
  }

  @Test
  void aServerThatAnswersServesMoreThanItsShare() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      ask("n" + i + ".up.example");
    }
    for (Thread client : clients) {
      client.join();
    }
    assertEquals(List.of(), List.copyOf(refused));
    assertEquals(2 * CLIENTS, prompt.asked().size());
  }
}
