package io.heddle.dial;

import io.heddle.net.Sockets;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;

/// Translation of failures to connect into [Refusal]s.
final class ConnectFailures {
  private ConnectFailures() {}

  /// The refusal for a failure to connect to `target`. The JDK shows some errors of the system by the
  /// type of the exception, others by its message only.
  static Refusal refusal(IOException failure, InetSocketAddress target) {
    String to = Sockets.of(target).toString();
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean refused = failure instanceof ConnectException;
    if (failure instanceof SocketTimeoutException || (refused && message.contains("timed out"))) {
      return timedOut(to);
    }
    if (refused) {
      return new Refusal(Reason.CONNECTION_REFUSED, to + " refused the connection");
    }
    if (failure instanceof NoRouteToHostException) {
      return new Refusal(Reason.HOST_UNREACHABLE, "no route to " + to);
    }
    if (message.contains("permission denied") || message.contains("not permitted")) {
      return new Refusal(Reason.NETWORK_UNREACHABLE, "the system forbids a connection to " + to);
    }
    if (failure instanceof BindException) {
      return hasSourceAddress(target)
          ? new Refusal(Reason.LIMIT_REACHED, "out of local ports for a connection to " + to)
          : new Refusal(Reason.NETWORK_UNREACHABLE, "no address to reach " + to + " from");
    }
    if (message.contains("too many open files")) {
      return new Refusal(Reason.LIMIT_REACHED, "out of descriptors for a connection to " + to);
    }
    return message.contains("unreachable")
        ? new Refusal(Reason.NETWORK_UNREACHABLE, "the network of " + to + " is unreachable")
        : new Refusal(Reason.HOST_UNREACHABLE, to + " cannot be reached: " + message);
  }

  /// The refusal if the machine, or the JVM, has no IPv6. The JDK then makes no system call.
  static Refusal noIpv6(InetSocketAddress target) {
    return new Refusal(
        Reason.NETWORK_UNREACHABLE,
        "this machine has no IPv6 to reach " + Sockets.of(target) + " with");
  }

  /// Whether this machine has an address to send to `target` from. `EADDRNOTAVAIL` says for TCP that
  /// there is none, or that all ports of it are taken; UDP has ports of its own. Sends nothing.
  private static boolean hasSourceAddress(InetSocketAddress target) {
    try (DatagramChannel probe = DatagramChannel.open()) {
      probe.connect(target);
      return true;
    } catch (IOException | UnsupportedAddressTypeException e) {
      return false;
    }
  }

  private static Refusal timedOut(String to) {
    return new Refusal(Reason.CONNECTION_TIMED_OUT, "no answer in time from " + to);
  }
}
