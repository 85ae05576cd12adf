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

/// Set of channels for a thread that an [EpollScheduler] does not carry: a [Selector], whose wait
/// parks a virtual thread at the JDK's poller (on Linux; elsewhere it may block its carrier). It
/// has two descriptors and some 12 KiB of buffer, which is why no connection has one.
final class SelectorReadinessSet extends ReadinessSet {
  private final Selector selector = Selector.open();
  private final List<SelectorMember> entries = new ArrayList<>();

  static final class SelectorMember implements Member {
    private final SelectionKey key;
    private boolean ready;

    private SelectorMember(SelectionKey key) {
      this.key = key;
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

  private static void mark(SelectionKey key) {
    ((SelectorMember) key.attachment()).ready = true;
  }

  @Override
  public Member add(SelectableChannel channel, Event event) throws IOException {
    SelectionKey key = channel.register(selector, operation(event));
    SelectorMember entry = new SelectorMember(key);
    key.attach(entry);
    entries.add(entry);
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
  public void remove(Member member) throws IOException {
    if (member instanceof SelectorMember entry && entries.remove(entry)) {
      entry.key.cancel();
      // A cancelled key is forgotten by the next selection.
      int _ = selector.selectNow(SelectorReadinessSet::mark);
    }
  }

  @Override
  public boolean await(Deadline deadline) throws IOException {
    boolean allOpen = true;
    for (int i = 0; i < entries.size(); i++) {
      SelectorMember entry = entries.get(i);
      entry.ready = !entry.key.channel().isOpen();
      allOpen &= !entry.ready;
    }
    int count =
        allOpen ? select(deadline.remaining()) : selector.selectNow(SelectorReadinessSet::mark);
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
    return count > 0 || !allOpen || deadline.remaining() > 0;
  }

  private int select(long nanos) throws IOException {
    if (nanos == Long.MAX_VALUE) {
      return selector.select(SelectorReadinessSet::mark);
    }
    return nanos <= 0
        ? selector.selectNow(SelectorReadinessSet::mark)
        : selector.select(SelectorReadinessSet::mark, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
