package io.heddle.cli.command;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.control.ControlClient;
import io.heddle.http1.HttpFields;
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
  private static final int OK = 200;

  /// The path at which the running proxy reports about a session.
  public static final String SESSIONS = "/commands";

  /// The parameter that names the session by its listener.
  public static final String SESSION_LISTENER = "listener";

  /// The greeting of SOCKS5 with the one method that needs no login.
  private static final byte[] GREETING = {5, 1, 0};

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
    try (Socket _ = connect()) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a proxy serves there: where `heddle exec` keeps the listener of a proxy that has ended, a
  /// connection is accepted all the same, and closed without an answer.
  public boolean serves() {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(GREETING);
      return socket.getInputStream().read() == GREETING[0];
    } catch (IOException e) {
      return false;
    }
  }

  /// A connection to the listener, with a limit for each wait. The caller closes it.
  private Socket connect() throws IOException {
    int limit = Math.toIntExact(PATIENCE.toMillis());
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(limit);
      socket.connect(
          new InetSocketAddress(((Host.Ip) listener.host()).address(), listener.port()), limit);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Whether a running proxy has the session. It tells a process in another network namespace of the
  /// session of that alone.
  boolean isIn(ControlClient proxy) {
    try {
      String path = SESSIONS + "?" + SESSION_LISTENER + "=" + listener;
      return proxy.send("GET", path, HttpFields.NONE, "").status() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  /// Why no running proxy is that of this command.
  String absence() {
    return this
        + (serves()
            ? " is a private one, which only explain, env and doctor ask"
            : " does not answer any more");
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
