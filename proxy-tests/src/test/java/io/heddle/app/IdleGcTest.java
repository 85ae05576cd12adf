package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The moments at which memory is given back.
@Tag("component")
class IdleGcTest {
  private static final long LIVE = 5 << 20;

  private long accepted;
  private long open;
  private long live = LIVE;
  private long used = LIVE;
  private int collections;

  private final IdleGc gc =
      new IdleGc(
          new IdleGc.ObservedProcess() {
            @Override
            public long accepted() {
              return accepted;
            }

            @Override
            public long open() {
              return open;
            }

            @Override
            public long usedHeap() {
              return used;
            }

            @Override
            public void collectGarbage() {
              collections++;
              used = live;
            }
          });

  @Test
  void aBurstThatIsOverIsCleanedUpAfterOnce() {
    accepted = IdleGc.MIN_CLOSED;
    check(0);
    check(1);
    check(1);
  }

  @Test
  void nothingStopsWhileConnectionsCome() {
    for (int i = 0; i < 10; i++) {
      accepted += IdleGc.MIN_CLOSED;
      check(0);
    }
  }

  @Test
  void nothingStopsWhileConnectionsEnd() {
    accepted = open = 10 * IdleGc.MIN_CLOSED;
    check(0);
    for (int i = 0; i < 10; i++) {
      open -= IdleGc.MIN_CLOSED;
      check(0);
    }
    check(1);
  }

  @Test
  void connectionsThatStayAreNotWorthIt() {
    accepted = open = 10 * IdleGc.MIN_CLOSED;
    check(0);
    check(0);
  }

  @Test
  void fewConnectionsAreNotWorthIt() {
    accepted = IdleGc.MIN_CLOSED - 1;
    check(0);
    check(0);
    accepted++;
    check(0);
    check(1);
  }

  @Test
  void soIsMuchGarbageOfFewConnections() {
    check(0);
    used += IdleGc.MIN_GROWTH_IDLE;
    check(1);
    check(1);
    used += IdleGc.MIN_GROWTH_IDLE;
    check(2);
  }

  @Test
  void whatLivedAtTheLastCollectionMayHaveEnded() {
    accepted = open = IdleGc.MIN_CLOSED;
    used = live = LIVE + IdleGc.MIN_GROWTH_IDLE;
    check(0);
    check(1);
    live = LIVE;
    open = 0;
    check(1);
    check(2);
  }

  @Test
  void whatLivesMayGrowByAShareOfItself() {
    used = live = 4 * IdleGc.MIN_GROWTH_IDLE;
    check(1);
    used += IdleGc.MIN_GROWTH_IDLE;
    check(1);
    used += IdleGc.MIN_GROWTH_IDLE;
    check(2);
  }

  @Test
  void farTooMuchIsNotKeptUntilNobodyComes() {
    accepted++;
    check(0);
    accepted++;
    used = IdleGc.MIN_GROWTH_BUSY - 1;
    check(0);
    accepted++;
    used++;
    check(1);
    accepted++;
    check(1);
  }

  @Test
  void whatTheJvmCollectsByItselfCountsAsCollected() {
    used = live = LIVE + IdleGc.MIN_GROWTH_IDLE;
    check(1);
    used = LIVE;
    check(1);
    used += IdleGc.MIN_GROWTH_IDLE;
    check(2);
  }

  private void check(int expectedCollections) {
    gc.check();
    assertEquals(expectedCollections, collections);
  }
}
