package io.heddle.cli;

import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;
import io.heddle.net.Listener;
import io.heddle.net.UdpReach;
import io.heddle.server.ProxyServer;
import io.heddle.server.ProxyServer.Binding;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A proxy in this process for one command alone, on free ports of the loopback address.
///
/// It has two listeners. One asks for a password, made for this command. The other does not, and
/// takes who comes for the command: it is for Java, which has no setting for a proxy's password.
final class PrivateProxy implements AutoCloseable {
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");
  private static final int PASSWORD_BYTES = 16;

  private final ProxyServer server;
  private final String user;
  private final String password;

  private PrivateProxy(ProxyServer server, String user, String password) {
    this.server = server;
    this.user = user;
    this.password = password;
  }

  /// Starts it; the caller closes it.
  ///
  /// @param config for all but the listeners; rules see clients as those of its first one
  /// @param user who the command is to the log
  /// @throws IOException if a file that the configuration names does not have what it should
  static PrivateProxy start(Config config, String user) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    List<Binding> bindings =
        List.of(
            binding(config, new Authenticator(Map.of(user, password))),
            binding(config, Authenticator.proven(user)));
    return new PrivateProxy(Assembly.start(config, bindings), user, password);
  }

  private static Binding binding(Config config, Authenticator users) {
    return new Binding(
        ANY_PORT,
        Listener.OWNER,
        Entrance.PLAIN,
        new Inbound(
            config.inbounds().getFirst().listen().toString(),
            Inbound.Accepts.MIXED,
            users,
            Optional.of(new UdpReach(Optional.empty(), Optional.empty())),
            Math.toIntExact(config.limits().header().bytes()),
            Inbound.Requests.TO_PROXY));
  }

  /// For all programs that know how to log in.
  String url() {
    return "http://" + ProxyAddress.login(user, password) + server.addresses().getFirst();
  }

  /// For those that do not.
  Endpoint withoutLogin() {
    return (Endpoint) server.addresses().getLast();
  }

  /// Cuts what is left of its connections.
  @Override
  public void close() {
    try {
      server.drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
