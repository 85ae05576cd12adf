package io.heddle.net.change;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Watch for changes of the network, which looks every two seconds, and tells listeners once for each
/// change. One thread runs it.
public final class NetworkWatch {
  private final NetworkSource source;
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final List<NetworkListener> listeners = new CopyOnWriteArrayList<>();
  private Optional<ChangeDetector> detector = Optional.empty();

  /// A watch of this machine.
  public NetworkWatch() {
    this(new NetworkProbe(), InstantSource.system(), System::nanoTime);
  }

  /// @param wall the time of day
  /// @param nanoTime the monotonic clock
  public NetworkWatch(NetworkSource source, InstantSource wall, LongSupplier nanoTime) {
    this.source = source;
    this.wall = wall;
    this.nanoTime = nanoTime;
  }

  /// Tells `listener` of all changes from now on. Each is told in the order of the calls.
  public void add(NetworkListener listener) {
    listeners.add(listener);
  }

  /// Looks until the thread is interrupted. The first look is after a period: a process that ends sooner
  /// needs none.
  public void run() throws InterruptedException {
    Duration pause = ChangeDetector.PERIOD;
    while (true) {
      Thread.sleep(pause);
      pause = look();
    }
  }

  /// Looks once.
  ///
  /// @return the time until the next look
  Duration look() {
    try {
      look(source.look());
    } catch (IOException e) {
      Logger.debug("cannot look at the network: {}", e.getMessage());
    }
    return detector.map(ChangeDetector::nextLook).orElse(ChangeDetector.PERIOD);
  }

  private void look(NetworkState state) {
    if (detector.isEmpty()) {
      detector = Optional.of(new ChangeDetector(state, wall.instant(), nanoTime.getAsLong()));
      return;
    }
    Optional<NetworkChange> change =
        detector.get().next(state, wall.instant(), nanoTime.getAsLong());
    if (change.isPresent()) {
      Logger.info("the network has changed: {}", change.get().summary());
      listeners.forEach(listener -> listener.networkChanged(change.get()));
    }
  }
}
