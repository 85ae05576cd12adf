package io.heddle.net;

import io.heddle.address.Cidr;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tinylog.Logger;

/// Addresses of the network interfaces of this machine that are up.
///
/// The watch of the network ([io.heddle.net.change.NetworkWatch]) reads them again and again, and rules
/// get what it has read. Where no watch runs, they are read when somebody asks, in a platform thread.
public final class InterfaceAddresses {
  /// Time that addresses count as those of now: longer than the time between two readings of the watch,
  /// so that nobody else reads while it runs.
  private static final Duration LIFETIME = Duration.ofSeconds(3);

  /// Limit of one reading, which takes about a millisecond.
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final BlockingCalls READINGS = new BlockingCalls("interfaces", 1);

  private static volatile Snapshot last =
      new Snapshot(List.of(), List.of(), System.nanoTime() - LIFETIME.toNanos());

  private InterfaceAddresses() {}

  /// Addresses at one time.
  ///
  /// @param all each as a block of one
  /// @param ofTunnels those of point-to-point interfaces, except link-local ones
  /// @param nanoTime of the reading, by [System#nanoTime]
  public record Snapshot(List<Cidr> all, List<InetAddress> ofTunnels, long nanoTime) {
    public Snapshot {
      all = List.copyOf(all);
      ofTunnels = List.copyOf(ofTunnels);
    }

    boolean isCurrent() {
      return System.nanoTime() - nanoTime < LIFETIME.toNanos();
    }
  }

  /// The addresses, each as a block of one; those known last if the system does not answer.
  ///
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  public static List<Cidr> current() throws IOException {
    Snapshot snapshot = last;
    if (snapshot.isCurrent()) {
      return snapshot.all();
    }
    try {
      return READINGS.call(LIMIT, InterfaceAddresses::renewed).all();
    } catch (SocketException | NoResultException e) {
      Logger.debug("cannot read the addresses of this machine: {}", e.getMessage());
      return snapshot.all();
    }
  }

  /// The snapshot, which another call may have renewed while this one waited for the thread.
  private static Snapshot renewed() throws SocketException {
    Snapshot snapshot = last;
    return snapshot.isCurrent() ? snapshot : read();
  }

  /// Reads the addresses now, for all who ask in the next seconds. Blocks the thread.
  public static Snapshot read() throws SocketException {
    assert BlockingCheck.isAllowed();
    List<Cidr> all = new ArrayList<>();
    List<InetAddress> ofTunnels = new ArrayList<>();
    for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (one.isUp()) {
        List<InetAddress> addresses = Collections.list(one.getInetAddresses());
        addresses.forEach(address -> all.add(Cidr.of(address)));
        if (one.isPointToPoint()) {
          addresses.removeIf(InetAddress::isLinkLocalAddress);
          ofTunnels.addAll(addresses);
        }
      }
    }
    Snapshot snapshot = new Snapshot(all, ofTunnels, System.nanoTime());
    last = snapshot;
    return snapshot;
  }
}
