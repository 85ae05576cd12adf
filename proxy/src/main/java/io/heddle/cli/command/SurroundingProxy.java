package io.heddle.cli.command;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Proxy of the `heddle exec` that has started this process, or one before it. `exec` puts its listener
/// into the environment of its command:
///
///     HEDDLE_PROXY=127.0.0.1:41234
///     HEDDLE_ISOLATED=yes            if the command has a network namespace of its own
///
/// A command may change both. They are advice, and what it may reach does not depend on them.
///
/// @param listener of the session
public record SurroundingProxy(Endpoint listener) {
  private static final String LISTENER = "HEDDLE_PROXY";
  private static final String ISOLATED = "HEDDLE_ISOLATED";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// The proxy that an environment names.
  public static Optional<SurroundingProxy> of(Map<String, String> environment) {
    try {
      return Optional.ofNullable(environment.get(LISTENER))
          .map(Endpoint::parse)
          .filter(one -> one.host() instanceof Host.Ip)
          .map(SurroundingProxy::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The proxy that the environment of this process names, if it answers, unless an option asks for
  /// another one.
  ///
  /// @param others names of such options
  public static Optional<SurroundingProxy> unless(CommandLine arguments, String... others) {
    for (String other : others) {
      if (arguments.hasOption(other)) {
        return Optional.empty();
      }
    }
    return of(System.getenv()).filter(SurroundingProxy::answers);
  }

  /// Whether this process is in a network namespace of `heddle exec`: not if the variable has been
  /// carried out of it, where there are other networks.
  public static boolean isIsolated() {
    try {
      return System.getenv().containsKey(ISOLATED)
          && NetworkInterface.networkInterfaces().allMatch(SurroundingProxy::leadsNowhere);
    } catch (SocketException e) {
      return false;
    }
  }

  private static boolean leadsNowhere(NetworkInterface one) {
    try {
      return one.isLoopback() || !one.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  /// Says in an environment that its process will be in a network namespace of `heddle exec`.
  public static void markIsolated(Map<String, String> environment) {
    environment.put(ISOLATED, "yes");
  }

  /// Adds the listener to an environment.
  public void addTo(Map<String, String> environment) {
    environment.put(LISTENER, listener.toString());
  }

  /// Whether somebody listens there: `heddle exec` may have ended before this process.
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(((Host.Ip) listener.host()).address(), listener.port()),
          Math.toIntExact(PATIENCE.toMillis()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The URL for programs that use it.
  public String url() {
    return "http://" + listener;
  }

  @Override
  public String toString() {
    return "the proxy of heddle exec around this command (" + listener + ")";
  }
}
