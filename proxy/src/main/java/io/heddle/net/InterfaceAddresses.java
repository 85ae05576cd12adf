package io.heddle.net;

import io.heddle.address.Cidr;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tinylog.Logger;

/// Addresses of the network interfaces of this machine that are up. They are read when somebody asks,
/// at most once in a second, in a platform thread. Nobody waits for news while nobody asks.
public final class InterfaceAddresses {
  /// Time that addresses count as those of now.
  private static final Duration LIFETIME = Duration.ofSeconds(1);

  /// Limit of one reading, which takes about a millisecond.
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final BlockingCalls READINGS = new BlockingCalls("interfaces", 1);

  private static volatile Snapshot last = new Snapshot(List.of(), System.nanoTime() - 1);

  private InterfaceAddresses() {}

  /// Addresses, and the time of [System#nanoTime] until which they are used.
  private record Snapshot(List<Cidr> addresses, long end) {
    boolean isCurrent() {
      return end - System.nanoTime() > 0;
    }
  }

  /// The addresses, each as a block of one; those known last if the system does not answer.
  ///
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  public static List<Cidr> current() throws IOException {
    Snapshot snapshot = last;
    if (snapshot.isCurrent()) {
      return snapshot.addresses();
    }
    try {
      return READINGS.call(LIMIT, InterfaceAddresses::renewed).addresses();
    } catch (SocketException | NoResultException e) {
      Logger.debug("cannot read the addresses of this machine: {}", e.getMessage());
      return snapshot.addresses();
    }
  }

  /// The snapshot, which another call may have renewed while this one waited for the thread.
  private static Snapshot renewed() throws SocketException {
    if (!last.isCurrent()) {
      last = new Snapshot(read(), System.nanoTime() + LIFETIME.toNanos());
    }
    return last;
  }

  private static List<Cidr> read() throws SocketException {
    assert BlockingCheck.isAllowed();
    List<Cidr> addresses = new ArrayList<>();
    for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (one.isUp()) {
        one.inetAddresses().map(Cidr::of).forEach(addresses::add);
      }
    }
    return List.copyOf(addresses);
  }
}
