package io.heddle.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
final class SecretTrialTest {
  private final AtomicLong clock = new AtomicLong();
  private final SecretTrial trial = new SecretTrial("upstream up", clock::get);

  @Test
  void aRejectedSecretIsHeldBackForAMinute() throws Exception {
    trial.begin("wrong", Deadline.NONE);
    assertEquals(
        "it does not accept the configured user name and password",
        trial.reject("wrong").refusal().details());
    clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
    AuthFailedException held =
        assertThrows(AuthFailedException.class, () -> trial.begin("wrong", Deadline.NONE));
    assertTrue(
        held.refusal()
            .details()
            .endsWith("not tried again for 2 s, since that could lock the account"),
        held.refusal().details());
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    trial.begin("wrong", Deadline.NONE);
  }

  @Test
  void anotherSecretIsTriedAtOnce() throws Exception {
    trial.begin("wrong", Deadline.NONE);
    trial.reject("wrong");
    trial.begin("right", Deadline.NONE);
    trial.accept("right");
    trial.begin("right", Deadline.NONE);
  }

  @Test
  void othersWaitForTheVerdictOnTheFirst() throws Exception {
    trial.begin("wrong", Deadline.NONE);
    var second = CompletableFuture.supplyAsync(this::tryAgain);
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> second.get(50, TimeUnit.MILLISECONDS));
    trial.reject("wrong");
    assertTrue(second.get(10, TimeUnit.SECONDS).contains("not tried again"), second.get());
  }

  @Test
  void anAcceptedSecretIsSentByAllAtOnce() throws Exception {
    trial.begin("right", Deadline.NONE);
    trial.accept("right");
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      trial.begin("right", Deadline.NONE);
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1000);
  }

  private String tryAgain() {
    try {
      trial.begin("wrong", Deadline.NONE);
      return "";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
