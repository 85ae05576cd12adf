package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Host;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.support.Await;
import io.heddle.support.StubLookup;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Resolver with a stubbed lookup.
@Tag("component")
class ResolverTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final StubLookup names = new StubLookup().knows("a.test", "127.0.0.1");

  @AfterEach
  void close() {
    names.close();
  }

  private static List<InetAddress> resolve(Resolver resolver, String name) throws Exception {
    return resolver.resolve(new Host.Name(name), Deadline.after(LONG));
  }

  private static Reason refusal(Resolver resolver, String name, Deadline deadline) {
    return assertThrows(
            RefusedException.class, () -> resolver.resolve(new Host.Name(name), deadline))
        .refusal()
        .reason();
  }

  private static Reason refusal(Resolver resolver, String name) {
    return refusal(resolver, name, Deadline.after(LONG));
  }

  @Test
  void anAnswerServesForItsLifetime() throws Exception {
    try (var resolver = new Resolver(names, LONG, LONG)) {
      assertEquals(List.of(LOOPBACK), resolve(resolver, "a.test"));
      assertEquals(List.of(LOOPBACK), resolve(resolver, "a.test"));
      assertEquals(1, names.asked("a.test"));
    }
  }

  @Test
  void anOldAnswerIsAskedForAgain() throws Exception {
    try (var resolver = new Resolver(names, LONG, SHORT)) {
      resolve(resolver, "a.test");
      names.knows("a.test", "127.0.0.2");
      Await.until("the new answer", () -> answers(resolver, "127.0.0.2"));
    }
  }

  private static boolean answers(Resolver resolver, String address) {
    try {
      return resolve(resolver, "a.test").equals(List.of(InetAddress.ofLiteral(address)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutALifetimeNothingIsKept() throws Exception {
    try (var resolver = new Resolver(names, LONG, Duration.ZERO)) {
      resolve(resolver, "a.test");
      resolve(resolver, "a.test");
      assertEquals(2, names.asked("a.test"));
    }
  }

  @Test
  void aFailureServesForAMomentOnly() {
    try (var resolver = new Resolver(names, LONG, Duration.ofHours(1))) {
      assertEquals(Reason.NAME_NOT_RESOLVED, refusal(resolver, "no.test"));
      assertEquals(Reason.NAME_NOT_RESOLVED, refusal(resolver, "no.test"));
      assertEquals(1, names.asked("no.test"));
      Await.until(
          "it is asked for again",
          () ->
              refusal(resolver, "no.test") == Reason.NAME_NOT_RESOLVED
                  && names.asked("no.test") > 1);
    }
  }

  @Test
  void anErrorOfTheSystemServesForAMomentOnly() {
    AtomicInteger asked = new AtomicInteger();
    Resolver.Lookup broken =
        name -> {
          asked.incrementAndGet();
          throw new OutOfMemoryError("of a test");
        };
    try (var resolver = new Resolver(broken, LONG, LONG)) {
      Await.until(
          "it is asked for again",
          () -> refusal(resolver, "a.test") == Reason.NAME_NOT_RESOLVED && asked.get() > 1);
    }
  }

  @Test
  void aNameThatIsLookedUpIsWaitedForByAll() throws InterruptedException {
    names.knows("stuck.test", "127.0.0.1");
    AtomicInteger answered = new AtomicInteger();
    try (var resolver = new Resolver(names, LONG, LONG)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        threads.add(
            Thread.startVirtualThread(() -> {
              try {
                answered.addAndGet(resolve(resolver, "stuck.test").size());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }));
      }
      Await.until("it is looked up", () -> names.underWay() == 1);
      names.release();
      for (Thread thread : threads) {
        assertTrue(thread.join(LONG));
      }
      assertEquals(20, answered.get());
      assertEquals(1, names.asked("stuck.test"));
    }
  }

  @Test
  void noAnswerInTimeIsARefusal() {
    try (var resolver = new Resolver(names, SHORT, LONG)) {
      assertEquals(Reason.NAME_RESOLUTION_TIMED_OUT, refusal(resolver, "stuck.test"));
    }
    try (var resolver = new Resolver(names, LONG, LONG)) {
      assertEquals(
          Reason.NAME_RESOLUTION_TIMED_OUT, refusal(resolver, "stuck.test", Deadline.after(SHORT)));
    }
  }

  @Test
  void aLateAnswerServesTheNext() throws Exception {
    names.knows("stuck.test", "127.0.0.1");
    try (var resolver = new Resolver(names, LONG, LONG)) {
      refusal(resolver, "stuck.test", Deadline.after(SHORT));
      names.release();
      assertEquals(List.of(LOOPBACK), resolve(resolver, "stuck.test"));
      assertEquals(1, names.asked("stuck.test"));
    }
  }

  @Test
  void withoutALifetimeNoFailureIsKept() {
    try (var resolver = new Resolver(names, LONG, Duration.ZERO)) {
      assertEquals(Reason.NAME_NOT_RESOLVED, refusal(resolver, "no.test"));
      assertEquals(Reason.NAME_NOT_RESOLVED, refusal(resolver, "no.test"));
      assertEquals(2, names.asked("no.test"));
    }
  }

  /// The messages of the JDK with glibc 2.36.
  @ParameterizedTest
  @CsvSource({
    "Name or service not known,            NAME_NOT_RESOLVED",
    "No address associated with hostname,  NAME_NOT_RESOLVED",
    "Temporary failure in name resolution, NAME_SERVER_FAILED",
    "Non-recoverable failure in name resolution, NAME_SERVER_FAILED",
  })
  void aFailureOfTheServerIsNotTheNames(String error, Reason reason) {
    Resolver.Lookup failing =
        name -> {
          throw new UnknownHostException(name + ": " + error);
        };
    try (var resolver = new Resolver(failing, LONG, LONG)) {
      assertEquals(reason, refusal(resolver, "temporary-failure.test"));
    }
  }

  /// The C library gives servers at least a second to answer.
  @ParameterizedTest
  @CsvSource({"10, NAME_SERVER_FAILED", "1000, NAME_RESOLUTION_TIMED_OUT"})
  void aTemporaryFailureAfterLongIsSilence(long millis, Reason reason) {
    var failure = new UnknownHostException("a.test: Temporary failure in name resolution");
    assertEquals(
        reason,
        LookupFailures.refusal(failure, new Host.Name("a.test"), Duration.ofMillis(millis))
            .reason());
  }

  @Test
  void localhostAndNamesBelowItAreTheLoopbackWithoutALookup() throws Exception {
    List<InetAddress> loopback = List.of(LOOPBACK, InetAddress.ofLiteral("::1"));
    try (var resolver = new Resolver(names, LONG, LONG)) {
      for (String name : List.of("localhost", "app.localhost", "a.b.localhost")) {
        assertEquals(loopback, resolve(resolver, name));
        assertEquals(0, names.asked(name));
      }
      assertEquals(Reason.NAME_NOT_RESOLVED, refusal(resolver, "notlocalhost"));
    }
  }

  @Test
  void namesWhoseClientsHaveLeftStarveNoOther() throws Exception {
    try (var resolver = new Resolver(names, LONG, LONG)) {
      for (int i = 0; i < 130; i++) {
        refusal(resolver, "stuck" + i + ".test", Deadline.after(Duration.ofMillis(1)));
      }
      assertEquals(List.of(LOOPBACK), resolve(resolver, "a.test"));
    }
  }

  @Test
  void namesThatDoNotAnswerStarveNoOtherWhileTheirClientsWait() throws Exception {
    try (var resolver = new Resolver(names, LONG, LONG)) {
      List<Thread> waiting = new ArrayList<>();
      for (int i = 0; i < 130; i++) {
        String name = "stuck" + i + ".test";
        waiting.add(Thread.startVirtualThread(() -> refusal(resolver, name)));
      }
      assertEquals(List.of(LOOPBACK), resolve(resolver, "a.test"));
      names.release();
      for (Thread thread : waiting) {
        assertTrue(thread.join(LONG));
      }
    }
  }

  @Test
  void theThreadsAreBounded() {
    try (var resolver = new Resolver(names, Duration.ofMillis(1), LONG)) {
      for (int i = 0; i < 256; i++) {
        refusal(resolver, "stuck" + i + ".test");
      }
      Await.until("all threads look names up", () -> names.underWay() == 256);
      Deadline moment = Deadline.after(SHORT);
      assertEquals(Reason.NAME_RESOLUTION_TIMED_OUT, refusal(resolver, "stuck.more.test", moment));
      assertEquals(256, names.mostUnderWay());
      names.release();
    }
    assertEquals(0, names.asked("stuck.more.test"), "dropped from the queue with its only client");
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
    try (var resolver = new Resolver(names, LONG, LONG)) {
      List<Boolean> interrupted = new ArrayList<>();
      Thread thread =
          Thread.startVirtualThread(() -> {
            assertThrows(ClosedByInterruptException.class, () -> resolve(resolver, "stuck.test"));
            interrupted.add(Thread.currentThread().isInterrupted());
          });
      Await.until("it is looked up", () -> names.underWay() == 1);
      thread.interrupt();
      assertTrue(thread.join(LONG));
      assertEquals(List.of(true), interrupted);
    }
  }
}
