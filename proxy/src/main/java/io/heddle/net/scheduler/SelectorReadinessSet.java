package io.heddle.net.scheduler;

import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Set of channels for a thread of the [JdkScheduler]: a [Selector], whose wait parks a virtual thread
/// at the JDK's poller on Linux. Elsewhere it may block the carrier. A selector has two descriptors and
/// some 12 KiB of buffer, which is why a single connection does not use one.
final class SelectorReadinessSet extends ReadinessSet {
  private final Selector selector = Selector.open();
  private final List<SelectorMember> members = new ArrayList<>();

  static final class SelectorMember implements Member {
    private final SelectionKey key;
    private final int operation;
    private boolean ready;

    private SelectorMember(SelectionKey key, int operation) {
      this.key = key;
      this.operation = operation;
    }

    @Override
    public boolean isReady() {
      return ready;
    }
  }

  /// An empty set.
  ///
  /// @throws IOException if there is no descriptor left
  SelectorReadinessSet() throws IOException {}

  /// Marks the members of a selected key, which are as many as the events of its channel.
  private void mark(SelectionKey key) {
    for (int i = 0; i < members.size(); i++) {
      SelectorMember entry = members.get(i);
      entry.ready |= entry.key.equals(key) && (key.readyOps() & entry.operation) != 0;
    }
  }

  @Override
  public Member add(SelectableChannel channel, Event event) throws IOException {
    int operation = operation(event);
    SelectionKey present = channel.keyFor(selector);
    int others = present == null ? 0 : present.interestOps();
    SelectorMember entry =
        new SelectorMember(channel.register(selector, others | operation), operation);
    members.add(entry);
    return entry;
  }

  private static int operation(Event event) {
    return switch (event) {
      case READABLE -> SelectionKey.OP_READ;
      case WRITABLE -> SelectionKey.OP_WRITE;
      case CONNECTED -> SelectionKey.OP_CONNECT;
    };
  }

  @Override
  public void remove(Member member) {
    if (member instanceof SelectorMember entry && members.remove(entry) && entry.key.isValid()) {
      int others = 0;
      for (SelectorMember other : members) {
        others |= other.key.equals(entry.key) ? other.operation : 0;
      }
      if (others == 0) {
        cancel(entry.key);
      } else {
        entry.key.interestOps(others);
      }
    }
  }

  /// Cancels a key, and makes the selection that forgets it.
  private void cancel(SelectionKey key) {
    key.cancel();
    try {
      int _ = selector.selectNow(this::mark);
    } catch (IOException e) {
      throw new AssertionError("the selector is open, and does not wait", e);
    }
  }

  @Override
  public boolean await(Deadline deadline) throws IOException {
    boolean allOpen = true;
    for (int i = 0; i < members.size(); i++) {
      SelectorMember entry = members.get(i);
      entry.ready = !entry.key.channel().isOpen();
      allOpen &= !entry.ready;
    }
    int count = allOpen ? select(deadline.remaining()) : selector.selectNow(this::mark);
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
    return count > 0 || !allOpen || deadline.remaining() > 0;
  }

  private int select(long nanos) throws IOException {
    if (nanos == Long.MAX_VALUE) {
      return selector.select(this::mark);
    }
    return nanos <= 0
        ? selector.selectNow(this::mark)
        : selector.select(this::mark, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      // The descriptors are closed in any case.
    }
  }
}
