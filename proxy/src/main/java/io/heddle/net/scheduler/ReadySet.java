package io.heddle.net.scheduler;

import io.heddle.net.scheduler.Readiness.Event;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// PROTOTYPE of the wait for any of several channels.
public final class ReadySet {
  private Channel[] channels = new Channel[3];
  private Event[] events = new Event[3];
  private boolean[] ready = new boolean[3];
  private int count;

  public void clear() {
    count = 0;
  }

  public void add(Channel channel, Event event) {
    if (count == channels.length) {
      channels = Arrays.copyOf(channels, 2 * count);
      events = Arrays.copyOf(events, 2 * count);
      ready = Arrays.copyOf(ready, 2 * count);
    }
    channels[count] = channel;
    events[count] = event;
    ready[count] = false;
    count++;
  }

  public boolean has(Channel channel, Event event) {
    for (int i = 0; i < count; i++) {
      if (channels[i].equals(channel) && events[i] == event) {
        return ready[i];
      }
    }
    return false;
  }

  /// Parks until any is ready, or somebody unparks the thread.
  public void await() throws IOException {
    Optional<EpollScheduler> carrier = EpollScheduler.current();
    if (carrier.isPresent()) {
      InterestTable table = carrier.get().watches();
      for (int i = 0; i < count; i++) {
        table.of(channels[i]).begin(events[i]);
      }
      LockSupport.park();
      for (int i = 0; i < count; i++) {
        FdInterest interest = table.of(channels[i]);
        ready[i] = !interest.isAwaited(events[i]);
      }
      for (int i = 0; i < count; i++) {
        table.of(channels[i]).end(events[i]);
      }
    } else {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      Arrays.fill(ready, true);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }
}
