package io.heddle.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.Traffic;
import io.heddle.wire.ByteReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A fault of the proxy in a relay ends it like a break of the connection, and is told as a fault.
@Tag("component")
class RelayFaultTest {
  private final Set<String> reset = new ConcurrentSkipListSet<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aFaultResetsBothEnds() {
    var limits = new Relay.IdleLimits(Duration.ofHours(1), Duration.ofHours(1));
    Relay relay =
        new Relay(
            connection("client"),
            connection("server"),
            new Traffic(),
            limits,
            new CopyStrategy(CopyStrategy.Splicing.NEVER, new BufferPool()),
            Optional.empty());
    assertEquals(Relay.EndReason.BROKEN, relay.run(new IdleWatch(Duration.ofHours(1))));
    assertEquals(Set.of("client", "server"), reset);
  }

  /// The server's end fails in its first wait, and the client's never returns from it.
  private Connection connection(String name) {
    ByteReader reader = new ByteReader(_ -> -1);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "reader" -> reader;
                  case "awaitReadable" -> await(name);
                  case "resetOnClose" -> reset.add(name);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Object await(String name) throws InterruptedException {
    if (name.equals("server")) {
      throw new StackOverflowError();
    }
    never.await();
    return name;
  }
}
