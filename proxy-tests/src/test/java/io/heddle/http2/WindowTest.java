package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The windows of flow control (RFC 9113 §5.2, §6.9).
@Tag("component")
class WindowTest {

  @Nested
  class OfWhatIsSent {
    @Test
    void shrinksByWhatIsSentAndGrowsByWindowUpdate() {
      SendWindow window = new SendWindow(10);
      window.consume(7);
      assertEquals(3, window.available());
      assertTrue(window.grow(5));
      assertEquals(8, window.available());
    }

    /// §6.9.2: after a smaller initial size nothing is sent until the peer has granted the debt.
    @Test
    void mayBecomeNegative() {
      SendWindow window = new SendWindow(100);
      window.consume(80);
      assertTrue(window.grow(-50));
      assertEquals(0, window.available());
      assertTrue(window.grow(30));
      assertEquals(0, window.available());
      assertTrue(window.grow(1));
      assertEquals(1, window.available());
    }

    /// §6.9.1.
    @Test
    void mayNotExceedTheLargestSize() {
      SendWindow window = new SendWindow(1);
      assertTrue(window.grow(Integer.MAX_VALUE - 1));
      assertEquals(Integer.MAX_VALUE, window.available());
      assertFalse(window.grow(1));
    }

    @Test
    void mayGrowByTheLargestIncrementWhenNegative() {
      SendWindow window = new SendWindow(0);
      assertTrue(window.grow(-10));
      assertTrue(window.grow(Integer.MAX_VALUE));
      assertEquals(Integer.MAX_VALUE - 10, window.available());
    }
  }

  @Nested
  class OfAStreamThatReceives {
    private static final int HALF = ReceiveWindow.INITIAL / 2;

    private final ReceiveWindow window = new ReceiveWindow();

    @Test
    void allowsItsSizeAndNoMore() {
      assertTrue(window.receive(ReceiveWindow.INITIAL));
      assertFalse(window.receive(1));
    }

    @Test
    void isGrantedAgainOnceHalfHasBeenRead() {
      assertTrue(window.receive(ReceiveWindow.INITIAL));
      assertEquals(0, window.consume(HALF - 1, false));
      assertEquals(HALF, window.consume(1, false));
      assertEquals(0, window.consume(HALF - 1, false));
    }

    @Test
    void staysAsItIsWhereTheReaderIsSlow() {
      assertTrue(window.receive(ReceiveWindow.INITIAL));
      assertEquals(HALF, window.consume(HALF, false));
      assertTrue(window.receive(HALF));
      assertFalse(window.receive(1));
    }

    @Test
    void doublesWhereTheReaderKeepsUpToTheLargestSize() {
      int size = ReceiveWindow.INITIAL;
      while (size < ReceiveWindow.MAX) {
        assertTrue(window.receive(size / 2));
        assertEquals(size / 2 + size, window.consume(size / 2, true));
        size *= 2;
      }
      assertTrue(window.receive(size));
      assertEquals(size, window.consume(size, true));
      assertTrue(window.receive(size));
      assertFalse(window.receive(1));
    }
  }

  @Nested
  class OfAConnectionThatReceives {
    private static final int HALF = ConnectionWindow.SIZE / 2;

    private final ConnectionWindow window = new ConnectionWindow();

    @Test
    void isGrantedAgainOnceHalfHasBeenReceived() {
      assertTrue(window.receive(HALF - 1));
      assertEquals(0, window.replenish());
      assertTrue(window.receive(1));
      assertEquals(HALF, window.replenish());
      assertEquals(0, window.replenish());
    }

    @Test
    void allowsItsSizeAndNoMore() {
      assertTrue(window.receive(ConnectionWindow.SIZE));
      assertFalse(window.receive(1));
    }

    /// The window of the RFC and our first WINDOW_UPDATE, together.
    @Test
    void beginsWithTheFirstIncrement() {
      assertEquals(ConnectionWindow.SIZE, SendWindow.INITIAL + ConnectionWindow.FIRST_INCREMENT);
    }
  }
}
