package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.MemoryBudget.HeapGuard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class HeapGuardTest {
  private long inUse;
  private long garbage;
  private int collections;

  private final HeapGuard guard =
      new HeapGuard(
          new HeapGuard.ObservedHeap() {
            @Override
            public long used() {
              return inUse + garbage;
            }

            @Override
            public long max() {
              return 1000;
            }

            @Override
            public void collect() {
              garbage = 0;
              collections++;
            }
          });

  @Test
  void aHeapWithRoomIsNotCollected() {
    inUse = 840;
    assertFalse(guard.isFull());
    assertEquals(0, collections);
  }

  @Test
  void garbageIsCollectedFirst() {
    inUse = 100;
    garbage = 800;
    assertFalse(guard.isFull());
    assertEquals(1, collections);
  }

  @Test
  void aFullHeapIsCollectedRarely() {
    inUse = 850;
    for (int i = 0; i < 100; i++) {
      assertTrue(guard.isFull());
    }
    assertEquals(1, collections);
    inUse = 0;
    assertFalse(guard.isFull());
  }
}
