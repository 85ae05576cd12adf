package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.ObjIntConsumer;

/// Many hostile clients at once, each in a thread of its own. They stay connected until the crowd is
/// closed, and do not read.
public final class ClientCrowd implements AutoCloseable {
  private final Queue<Peer> peers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch done;

  private ClientCrowd(int size) {
    done = new CountDownLatch(size);
  }

  /// Connects `size` clients to the proxy.
  ///
  /// @param behaviour of each, by its number; it may fail, since the proxy may hang up
  public static ClientCrowd of(int size, HeddleImage proxy, ObjIntConsumer<Peer> behaviour) {
    ClientCrowd crowd = new ClientCrowd(size);
    for (int i = 0; i < size; i++) {
      int number = i;
      Thread.startVirtualThread(() -> crowd.run(proxy, number, behaviour));
    }
    return crowd;
  }

  private void run(HeddleImage proxy, int number, ObjIntConsumer<Peer> behaviour) {
    try {
      Peer peer = proxy.client();
      peers.add(peer);
      behaviour.accept(peer, number);
    } catch (UncheckedIOException e) {
      // The proxy has hung up.
    } finally {
      done.countDown();
    }
  }

  /// Whether each has done what it does.
  public boolean isDone() {
    return done.getCount() == 0;
  }

  /// Ends all connections.
  @Override
  public void close() {
    for (Peer peer : peers) {
      try {
        peer.carrier().close();
      } catch (IOException e) {
        // It is broken.
      }
    }
  }
}
