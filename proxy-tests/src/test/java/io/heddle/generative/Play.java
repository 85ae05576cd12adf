package io.heddle.generative;

import io.heddle.generative.Received.Certainty;
import io.heddle.generative.Step.Pace;
import io.heddle.generative.Step.Send;
import io.heddle.generative.Target.TunnelStream;
import io.heddle.support.Peer;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Play of many conversations at once, with a witness at each listener.
final class Play {
  private static final int AT_ONCE = 100;

  /// Number of conversations in which each witness has a turn.
  private static final int PER_TURN = 4;

  private final Stage stage;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Map<Gate, Semaphore> turns = new EnumMap<>(Gate.class);
  private volatile boolean over;

  private Play(Stage stage) {
    this.stage = stage;
    for (Gate gate : Gate.values()) {
      turns.put(gate, new Semaphore(0));
    }
  }

  /// Plays conversations to their ends.
  ///
  /// @return what the proxy has done wrong
  static List<String> run(Stage stage, int conversations) throws InterruptedException {
    Play play = new Play(stage);
    play.run(conversations);
    for (int number = 0; number < conversations; number++) {
      play.checkUploads(number);
    }
    return new ArrayList<>(play.violations);
  }

  /// Plays a single conversation, to repeat what went wrong in it.
  ///
  /// @return what the proxy has done wrong
  static List<String> runOne(Stage stage, int number) {
    Play play = new Play(stage);
    play.play(number);
    play.checkUploads(number);
    return new ArrayList<>(play.violations);
  }

  /// What origins have received of the bodies of requests must not look complete if it is not.
  private void checkUploads(int number) {
    Conversation conversation = Conversation.of(stage.seed(), number);
    if (conversation instanceof Conversation.Requests requests
        && !(requests.conduct() instanceof Conduct.Garbles)) {
      for (Request request : requests.requests()) {
        stage
            .origin()
            .upload(request.exchange())
            .flatMap(upload -> violation(upload, request))
            .ifPresent(violation -> report(number, "the request: " + violation, conversation));
      }
    }
  }

  private static Optional<String> violation(Received upload, Request request) {
    return upload.streamViolation(new TunnelStream(request.body(), true), Certainty.POSSIBLE);
  }

  private void report(int number, String violation, Conversation conversation) {
    violations.add("%n%d: %s%n  %s".formatted(number, violation, conversation));
  }

  private void run(int conversations) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Gate gate : Gate.values()) {
        threads.execute(() -> witness(gate));
      }
      for (int i = 0; i < conversations; i++) {
        int number = i;
        places.acquire();
        threads.execute(() -> {
          play(number);
          places.release();
        });
        if (i % PER_TURN == 0) {
          turns.values().forEach(Semaphore::release);
        }
      }
      places.acquire(AT_ONCE);
      over = true;
      turns.values().forEach(turn -> turn.release(1000));
    }
  }

  private void witness(Gate gate) {
    Witness witness = new Witness(gate, stage.proxy(), stage.witnessed());
    Semaphore turn = turns.get(gate);
    while (!over) {
      witness.takeWindow(() -> await(turn)).ifPresent(violations::add);
    }
  }

  /// Waits for a turn, but not longer than a tunnel may be idle.
  private static void await(Semaphore turn) {
    try {
      if (turn.tryAcquire(1, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(int number) {
    Conversation conversation = Conversation.of(stage.seed(), number);
    try {
      play(conversation).ifPresent(violation -> report(number, violation, conversation));
    } catch (SocketTimeoutException e) {
      report(number, "the proxy is silent", conversation);
    } catch (RuntimeException | AssertionError e) {
      report(number, e.toString(), conversation);
    }
  }

  private Optional<String> play(Conversation conversation) throws SocketTimeoutException {
    return switch (conversation) {
      case Conversation.Tunnel tunnel -> TunnelClient.play(tunnel, stage);
      case Conversation.Requests requests -> RequestClient.play(requests, stage);
      case Conversation.Streams streams -> StreamClient.play(streams, stage);
      case Conversation.Datagrams datagrams -> DatagramClient.play(datagrams, stage);
      case Conversation.Garbage garbage -> {
        play(garbage);
        yield Optional.empty();
      }
    };
  }

  private void play(Conversation.Garbage garbage) throws SocketTimeoutException {
    ProxyProcess proxy = stage.proxy();
    try (Peer peer =
        switch (garbage.layer()) {
          case TRANSPORT -> proxy.connect(garbage.gate());
          case PROTOCOL -> proxy.open(garbage.gate());
        }) {
      Step.play(List.of(new Send(garbage.bytes(), Pace.IN_PIECES), garbage.ending()), peer);
    } catch (UncheckedIOException e) {
      // The proxy has ended the connection.
    }
  }
}
