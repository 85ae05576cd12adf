package io.heddle.net;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// Pool of objects that are expensive to make and idle most of the time. A task takes one and gives
/// it back; only a few free ones are kept. So their number follows the tasks under way, not the number
/// of connections.
public final class Pool<T> {
  private final Supplier<T> factory;
  private final int maxFree;
  private final ArrayDeque<T> free;

  public Pool(Supplier<T> factory, int maxFree) {
    this.factory = factory;
    this.maxFree = maxFree;
    free = new ArrayDeque<>(maxFree);
  }

  /// An object as its last user left it, or a new one. The caller gives it back.
  public T take() {
    synchronized (free) {
      T pooled = free.pollLast();
      if (pooled != null) {
        return pooled;
      }
    }
    return factory.get();
  }

  /// Takes back an object of [#take].
  public void give(T used) {
    synchronized (free) {
      if (free.size() < maxFree) {
        free.addLast(used);
      }
    }
  }
}
