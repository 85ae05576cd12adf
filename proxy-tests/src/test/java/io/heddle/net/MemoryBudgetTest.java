package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.wire.MemoryLimitExceededException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(100);

  @Test
  void sharesTakeNoMoreThanThereIs() throws MemoryLimitExceededException {
    budget.share().grow(60);
    MemoryBudget.Share other = budget.share();
    assertThrows(MemoryLimitExceededException.class, () -> other.grow(41));
    other.grow(40);
    assertEquals(100, budget.used());
  }

  @Test
  void releaseReturnsAllOnce() throws MemoryLimitExceededException {
    MemoryBudget.Share share = budget.share();
    share.grow(30);
    share.grow(40);
    share.release();
    share.release();
    assertEquals(0, budget.used());
    share.grow(100);
  }
}
