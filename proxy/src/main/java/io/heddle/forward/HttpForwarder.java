package io.heddle.forward;

import io.heddle.forward.IdleHops.Idle;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.net.Traffic;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestBody;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Forwards the requests of one client, on connections that it shares with others.
///
/// @param headLimit bytes that the head of a response may have
public record HttpForwarder(Connection client, int headLimit, Shared shared) {
  /// RFC 9110 §9.2.2: to ask twice for these is as good as once.
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  /// How often a request is sent again that a next hop says it has not looked at.
  private static final int TRIES = 3;

  /// What all forwarders have in common.
  ///
  /// @param idle how long nothing may move
  /// @param halfClosed the same once the client sends no more
  public record Shared(
      HopPool pool, IdleWatch watch, BufferPool buffers, Duration idle, Duration halfClosed) {}

  /// Forwards one request and its response.
  ///
  /// A connection that has waited may be closed at its other end just when the request is sent on
  /// it. The request is sent once more then, on a new one, if that is safe.
  ///
  /// @param traffic counts what is passed on, heads included
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if there is no response to pass on
  /// @throws IOException if the client is gone, or the thread was interrupted
  public Outcome forward(Forward request, Way way, Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    Purpose any = new Purpose(way.name(), request.target(), Optional.empty());
    Optional<Idle> waiting = shared.pool().take(any.of(client)).or(() -> shared.pool().take(any));
    if (waiting.isPresent()) {
      try {
        way.taken(waiting.get().hop());
        return exchange(request, waiting.get().purpose(), waiting.get().hop(), traffic);
      } catch (NoResponseException e) {
        if (!isRepeatable(request)) {
          throw lost(e.getMessage() + ", and a " + request.head().method() + " is not sent twice");
        }
      }
    }
    return forwardAnew(request, any, way, traffic);
  }

  private Outcome forwardAnew(Forward request, Purpose purpose, Way way, Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    for (int tried = 1; ; tried++) {
      try {
        NextHop hop = way.open();
        way.taken(hop);
        return exchange(request, purpose, hop, traffic);
      } catch (RequestNotProcessedException e) {
        if (tried == TRIES || !(request.body() instanceof RequestBody.Whole)) {
          throw lost("the next hop takes no requests: " + e.getMessage());
        }
      } catch (NoResponseException e) {
        throw lost(e.getMessage());
      }
    }
  }

  private Outcome exchange(Forward request, Purpose purpose, NextHop hop, Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    Exchange exchange = new Exchange(request, client, hop, traffic, headLimit, shared);
    try {
      Outcome outcome = exchange.run();
      if (!(outcome instanceof Outcome.Switched)) {
        release(purpose, hop, exchange.reuse());
      }
      return outcome;
    } catch (RefusedException | MalformedException | IOException | RuntimeException e) {
      hop.close();
      throw e;
    }
  }

  private void release(Purpose purpose, NextHop hop, Reuse reuse) {
    switch (reuse.by()) {
      case NOBODY -> hop.close();
      case ANYBODY -> shared.pool().give(purposeOf(hop, purpose), hop, reuse.time());
      case SAME_CLIENT -> shared.pool().give(purpose.of(client), hop, reuse.time());
    }
  }

  private Purpose purposeOf(NextHop hop, Purpose purpose) {
    return switch (hop.audience()) {
      case ANYBODY -> purpose;
      case ONE_CLIENT -> purpose.of(client);
    };
  }

  private static boolean isRepeatable(Forward request) {
    return request.body() instanceof RequestBody.Whole
        && IDEMPOTENT.contains(request.head().method());
  }

  private static RefusedException lost(String details) {
    return new RefusedException(Reason.CONNECTION_LOST, details);
  }
}
