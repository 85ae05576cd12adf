package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.net.Listener;
import io.heddle.net.SocketConnection;
import io.heddle.net.scheduler.SchedulerFactory;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.tinylog.Logger;

/// Lets visitors in, a few at a time: who comes when all places are taken finds the door closed.
public final class AdminServer implements AutoCloseable {
  private static final int PLACES = 64;

  private final Listener listener;
  private volatile AdminHandler resource;
  private final Semaphore places = new Semaphore(PLACES);

  private AdminServer(Listener listener, AdminHandler resource) {
    this.listener = listener;
    this.resource = resource;
  }

  /// Opens a door on an address; the caller closes it.
  public static AdminServer open(Address address, AdminHandler resource) throws IOException {
    AdminServer door = new AdminServer(Listener.open(address, Listener.OWNER_ONLY), resource);
    SchedulerFactory.shared().newThread(door::run).start();
    return door;
  }

  /// From now on, visitors find this behind it.
  public void turnTo(AdminHandler newResource) {
    resource = newResource;
  }

  /// Where it is, with the real port.
  public Address address() {
    return listener.address();
  }

  private void run() {
    while (listener.isOpen()) {
      try {
        SocketConnection visitor = listener.accept();
        if (places.tryAcquire()) {
          Thread.startVirtualThread(() -> receive(visitor));
        } else {
          visitor.close();
        }
      } catch (IOException e) {
        pause();
      }
    }
  }

  /// There may be no descriptor left, for now.
  private void pause() {
    try {
      Thread.sleep(listener.isOpen() ? 50 : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(SocketConnection visitor) {
    try (visitor;
        AdminConnection visit = new AdminConnection(visitor, resource)) {
      run(visit);
      visit.stay();
    } catch (IOException e) {
      // The visitor is gone, or does not read.
    } catch (RuntimeException e) {
      Logger.error(e, "a request to {} failed", address());
    }
  }

  /// Who only stays takes no place.
  private void run(AdminConnection visit) throws IOException {
    try {
      visit.run();
    } finally {
      places.release();
    }
  }

  /// Lets nobody in any more.
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      Logger.warn("closing {}: {}", address(), e.getMessage());
    }
  }
}
