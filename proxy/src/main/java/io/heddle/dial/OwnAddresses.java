package io.heddle.dial;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The addresses that this proxy listens on: a connection to one of them would come back to itself,
/// and again, until nothing is left.
public final class OwnAddresses {
  private final List<Endpoint> listeners = new CopyOnWriteArrayList<>();

  /// Adds the real address of a listener.
  public void add(Address listener) {
    if (listener instanceof Endpoint endpoint) {
      listeners.add(endpoint);
    }
  }

  /// Whether a connection to `target` would arrive at one of the listeners.
  public boolean includes(InetSocketAddress target) {
    for (Endpoint listener : listeners) {
      if (listener.port() == target.getPort() && reaches(target.getAddress(), listener.host())) {
        return true;
      }
    }
    return false;
  }

  private static boolean reaches(InetAddress target, Host listener) {
    if (!(listener instanceof Host.Ip(var bound))) {
      return false;
    }
    // To connect to the unspecified address means this machine's loopback.
    return bound.equals(target)
        || (target.isAnyLocalAddress() && (bound.isLoopbackAddress() || bound.isAnyLocalAddress()))
        || (bound.isAnyLocalAddress() && isLocal(target));
  }

  private static boolean isLocal(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
