package io.heddle.net;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// Things that are dear to make and idle most of the time: taken for some work, and given back. A
/// few are kept; so their number follows the work under way, not the number of connections.
public final class Pool<T> {
  private final Supplier<T> making;
  private final int kept;
  private final ArrayDeque<T> free;

  public Pool(Supplier<T> making, int kept) {
    this.making = making;
    this.kept = kept;
    free = new ArrayDeque<>(kept);
  }

  /// One as its last user left it, or a new one, which the caller gives back.
  public T take() {
    synchronized (free) {
      T one = free.pollLast();
      if (one != null) {
        return one;
      }
    }
    return making.get();
  }

  /// Takes back what [#take] gave.
  public void give(T one) {
    synchronized (free) {
      if (free.size() < kept) {
        free.addLast(one);
      }
    }
  }
}
