package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// When memory is given back.
class IdleGcTest {
  private static final long LIVE = 5 << 20;

  private long accepted;
  private long open;
  private long live = LIVE;
  private long used = LIVE;
  private int collections;

  private final IdleGc time =
      new IdleGc(
          new IdleGc.Readings() {
            @Override
            public long accepted() {
              return accepted;
            }

            @Override
            public long open() {
              return open;
            }

            @Override
            public long used() {
              return used;
            }

            @Override
            public void collect() {
              collections++;
              used = live;
            }
          });

  @Test
  void aBurstThatIsOverIsCleanedUpAfterOnce() {
    accepted = IdleGc.MANY;
    look(0);
    look(1);
    look(1);
  }

  @Test
  void nothingStopsWhileConnectionsCome() {
    for (int i = 0; i < 10; i++) {
      accepted += IdleGc.MANY;
      look(0);
    }
  }

  @Test
  void nothingStopsWhileConnectionsEnd() {
    accepted = open = 10 * IdleGc.MANY;
    look(0);
    for (int i = 0; i < 10; i++) {
      open -= IdleGc.MANY;
      look(0);
    }
    look(1);
  }

  @Test
  void connectionsThatStayAreNotWorthIt() {
    accepted = open = 10 * IdleGc.MANY;
    look(0);
    look(0);
  }

  @Test
  void fewConnectionsAreNotWorthIt() {
    accepted = IdleGc.MANY - 1;
    look(0);
    look(0);
    accepted++;
    look(0);
    look(1);
  }

  @Test
  void soIsMuchGarbageOfFewConnections() {
    look(0);
    used += IdleGc.MUCH;
    look(1);
    look(1);
    used += IdleGc.MUCH;
    look(2);
  }

  @Test
  void whatLivedAtTheLastCollectionMayHaveEnded() {
    accepted = open = IdleGc.MANY;
    used = live = LIVE + IdleGc.MUCH;
    look(0);
    look(1);
    live = LIVE;
    open = 0;
    look(1);
    look(2);
  }

  @Test
  void whatLivesMayGrowByAShareOfItself() {
    used = live = 4 * IdleGc.MUCH;
    look(1);
    used += IdleGc.MUCH;
    look(1);
    used += IdleGc.MUCH;
    look(2);
  }

  @Test
  void farTooMuchIsNotKeptUntilNobodyComes() {
    accepted++;
    look(0);
    accepted++;
    used = IdleGc.TOO_MUCH - 1;
    look(0);
    accepted++;
    used++;
    look(1);
    accepted++;
    look(1);
  }

  @Test
  void whatTheJvmCollectsByItselfCountsAsCollected() {
    used = live = LIVE + IdleGc.MUCH;
    look(1);
    used = LIVE;
    look(1);
    used += IdleGc.MUCH;
    look(2);
  }

  private void look(int expectedCollections) {
    time.look();
    assertEquals(expectedCollections, collections);
  }
}
