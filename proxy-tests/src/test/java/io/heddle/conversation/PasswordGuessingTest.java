package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AdminUnderTest;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Clients that guess passwords, and those of the same address that know theirs.
@Tag("conversation")
class PasswordGuessingTest {
  private static final Pattern CONTENT_LENGTH = Pattern.compile("Content-Length: (\\d+)");
  private static final int GUESSES = 8;

  /// The least time of that many: 50 + 100 + 200 + 400 + 800 ms.
  private static final Duration LEAST = Duration.ofMillis(1550);

  @AutoClose private final Origin origin = Origin.start();

  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.with().user("bob", "pw").start();

  private static void takesTime(Runnable guesses) {
    long start = System.nanoTime();
    guesses.run();
    long taken = System.nanoTime() - start;
    assertTrue(
        taken >= LEAST.toNanos(), () -> GUESSES + " guesses took " + taken / 1_000_000 + " ms");
  }

  private String connect(String password) {
    return "CONNECT %s HTTP/1.1\r\nProxy-Authorization: Basic %s\r\n\r\n"
        .formatted(origin.address(), basic("bob:" + password));
  }

  private static String basic(String credentials) {
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private void guessByHttp(Peer client) {
    receivesRefusal(client.sendsText(connect("guess")));
  }

  private static void receivesRefusal(Peer client) {
    client.receivesText("HTTP/1.1 407 ");
    Matcher length = CONTENT_LENGTH.matcher(client.receivesHead());
    assertTrue(length.find());
    byte[] _ = client.receivesBytes(Integer.parseInt(length.group(1)));
  }

  @Test
  void guessesOnOneConnectionAreSlow() {
    try (Peer guesser = proxy.client()) {
      takesTime(() -> {
        for (int i = 0; i < GUESSES; i++) {
          guessByHttp(guesser);
        }
      });
      // He is not locked out when he knows it.
      guesser.sendsText(connect("pw")).receivesText("HTTP/1.1 200 ");
    }
  }

  @Test
  void guessesOfSocksClientsAreSlow() {
    takesTime(() -> {
      for (int i = 0; i < GUESSES; i++) {
        try (Peer guesser = proxy.client()) {
          guesser.sends("05 01 02").receives("05 02");
          guesser.sends("01 03 62 6f 62 02 78 78").receives("01 01").receivesEndOrReset();
        }
      }
    });
    try (Peer client = proxy.client()) {
      client.sends("05 01 02").receives("05 02");
      client.sends("01 03 62 6f 62 02 70 77").receives("01 00");
    }
  }

  @Test
  void guessesOfThePasswordOfTheStatusPageAreSlow() {
    try (AdminUnderTest admin = AdminUnderTest.of(proxy, "pw")) {
      Supplier<String> host = () -> "Host: " + admin.address();
      takesTime(() -> {
        for (int i = 0; i < GUESSES; i++) {
          String answer =
              admin.answer("GET /status", host.get(), "Authorization: Basic " + basic(":guess"));
          assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        }
      });
      String answer =
          admin.answer("GET /status", host.get(), "Authorization: Basic " + basic(":pw"));
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  /// The answer to a wrong guess comes after that to a client with the right password, which has
  /// come later.
  @Test
  void aClientOfTheSameAddressIsServedAtOnce() {
    try (Peer guesser = proxy.client();
        Peer client = proxy.client()) {
      for (int i = 0; i < GUESSES; i++) {
        guessByHttp(guesser);
      }
      guesser.sendsText(connect("guess"));
      client.sendsText(connect("pw")).receivesText("HTTP/1.1 200 ");
      receivesRefusal(guesser.hasReceivedNothing());
    }
  }

  /// Beyond those that wait, attempts are refused without a look at the password, so that many
  /// connections are no way around, and take few places.
  @Test
  void guessesOnManyConnectionsAreRefused() {
    try (Peer first = proxy.client();
        Peer other = Peer.connect(proxy.address(), "127.0.0.2")) {
      for (int i = 0; i < 5; i++) {
        guessByHttp(first);
      }
      List<Peer> guessers = Stream.generate(proxy::client).limit(100).toList();
      guessers.forEach(guesser -> guesser.sendsText(connect("guess")));
      other.sendsText(connect("pw")).receivesText("HTTP/1.1 200 ");
      long refused =
          guessers.stream().filter(guesser -> guesser.receivesHead().contains(" 503 ")).count();
      guessers.forEach(Peer::close);
      assertTrue(refused >= 30 && refused < 100, () -> refused + " of 100 are refused");
    }
  }
}
