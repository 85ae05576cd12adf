package io.heddle.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.net.BufferPool;
import io.heddle.net.SocketConnection;
import io.heddle.relay.CopyStrategy.CopyPolicy;
import io.heddle.relay.CopyStrategy.Splicing;
import io.heddle.support.RequiresLinux;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Choice of the next transfer of a direction.
@Tag("component")
@RequiresLinux
class CopyStrategyTest {
  private static final int MUCH = 16 * 1024;
  private static final int LITTLE = MUCH - 1;

  private SocketConnection source;
  private SocketConnection sink;

  @BeforeEach
  void open() throws IOException {
    source = new SocketConnection(SocketChannel.open());
    sink = new SocketConnection(SocketChannel.open());
  }

  @AfterEach
  void close() {
    source.close();
    sink.close();
  }

  private CopyPolicy automatic() {
    return new CopyStrategy(Splicing.AUTO, new BufferPool())
        .policyFor(source, sink, new AtomicLong());
  }

  @Test
  void fewBytesAreCopied() {
    CopyPolicy movers = automatic();
    assertEquals(movers.copy(), movers.first());
    assertEquals(movers.copy(), movers.after(movers.copy(), LITTLE, true));
    assertEquals(movers.copy(), movers.after(movers.copy(), LITTLE, false));
  }

  @Test
  void manyBytesAreSpliced() {
    CopyPolicy movers = automatic();
    Transfer splice = movers.splice().orElseThrow();
    assertEquals(splice, movers.after(movers.copy(), MUCH, true));
    assertEquals(splice, movers.after(splice, MUCH, true));
    assertEquals(splice, movers.after(splice, MUCH, false));
  }

  /// A stream that is slower than the proxy has such tails all the time.
  @Test
  void aTailWithoutAWaitChangesNothing() {
    CopyPolicy movers = automatic();
    Transfer splice = movers.splice().orElseThrow();
    assertEquals(splice, movers.after(splice, 0, false));
    assertEquals(splice, movers.after(splice, LITTLE, false));
    assertEquals(movers.copy(), movers.after(splice, LITTLE, true));
  }
}
