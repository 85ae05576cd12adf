package io.heddle.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.Traffic;
import io.heddle.support.Await;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Streams that neither end slows down.
@Tag("component")
class EndlessStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void otherThreadsRunAndAnInterruptEndsTheStream() throws InterruptedException {
    List<Traffic> traffics = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      Traffic traffic = new Traffic();
      traffics.add(traffic);
      threads.add(Thread.startVirtualThread(() -> relay(traffic)));
    }
    Await.until(
        "all streams move",
        () -> traffics.stream().allMatch(t -> t.upload().get() > 0 && t.download().get() > 0));
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      assertTrue(thread.join(PATIENCE));
    }
  }

  private static void relay(Traffic traffic) {
    var limits = new Relay.IdleLimits(Duration.ofHours(1), Duration.ofHours(1));
    var carriage = new CopyStrategy(CopyStrategy.Splicing.NEVER, new BufferPool());
    new Relay(new Endless(), new Endless(), traffic, limits, carriage, Optional.empty())
        .run(new IdleWatch(Duration.ofHours(1)));
  }

  /// Connection that always has bytes, and always takes some.
  private static final class Endless implements Connection {
    private final ByteReader reader = new ByteReader(into -> -1);

    @Override
    public ByteReader reader() {
      return reader;
    }

    @Override
    public void deadline(Deadline deadline) {
      // Nothing here waits.
    }

    @Override
    public void awaitReadable() {
      // It always is.
    }

    @Override
    public int read(ByteBuffer into) {
      return readNow(into);
    }

    @Override
    public int readNow(ByteBuffer into) {
      int count = into.remaining();
      into.position(into.limit());
      return count;
    }

    @Override
    public void write(ByteBuffer from) {
      from.position(from.limit());
    }

    @Override
    public boolean writeNow(ByteBuffer from) {
      write(from);
      return true;
    }

    @Override
    public void shutdownOutput() {
      // It never ends.
    }

    @Override
    public void resetOnClose() {
      // Nobody looks.
    }

    @Override
    public void keepAlive() {
      // Nobody goes.
    }

    @Override
    public Endpoint local() {
      return Endpoint.UNSPECIFIED;
    }

    @Override
    public Endpoint remote() {
      return Endpoint.UNSPECIFIED;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
