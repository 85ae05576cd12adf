package io.heddle.cli.exec;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.cli.env.ProxyAddress;
import io.heddle.config.Config;
import io.heddle.http1.HttpFields;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.InboundSettings.Authenticator;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.net.peer.SocketOwners;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InterceptionMode;
import io.heddle.server.ListenerSettings;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Session of one child process of `heddle exec` at a proxy: its user name, and listeners of its own
/// on the loopback address, at which it is known by that name.
///
/// Where the system tells the users of clients, there is one listener, which serves the user of the
/// proxy and root alone. Elsewhere there are two: one requires a password, which is created for this
/// session; the other accepts every client as the child process, for Java, which has no setting for
/// a proxy's password.
///
/// A process of Heddle requests a session from the running proxy with these HTTP fields:
///
///     User: git
///     Password: 2f1c…
///     With-Login: 127.0.0.1:0
///     Without-Login: 127.0.0.1:0
///
/// @param user the name of the program
/// The proxy decides how many listeners there are. The addresses are equal if it is one.
///
/// @param withLogin the listener that requires the password
/// @param withoutLogin the listener that does not
record ExecSession(String user, String password, Endpoint withLogin, Endpoint withoutLogin) {
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");
  private static final int PASSWORD_BYTES = 16;
  private static final int MAX_NAME_LENGTH = 64;

  ExecSession {
    check(user.matches("[\\w.+-]{1," + MAX_NAME_LENGTH + "}"), "not the name of a program");
    check(password.matches("[0-9a-f]{" + 2 * PASSWORD_BYTES + "}"), "not a generated password");
    check(isLoopback(withLogin) && isLoopback(withoutLogin), "not a loopback address");
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static boolean isLoopback(Endpoint endpoint) {
    return endpoint.host() instanceof Host.Ip(var ip) && ip.isLoopbackAddress();
  }

  /// A session with a new password, on free ports.
  ///
  /// @param program name or path of the program, as it was given
  static ExecSession of(String program) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return new ExecSession(userName(program), HexFormat.of().formatHex(random), ANY_PORT, ANY_PORT);
  }

  /// A session with one listener, in the network namespace of the child process: nobody else can
  /// connect to it, so it requires no password.
  static ExecSession inside(String program, Endpoint listener) {
    ExecSession other = of(program);
    return new ExecSession(other.user, other.password, listener, listener);
  }

  /// The name of a program, in letters that a user name may have in every protocol.
  private static String userName(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^\\w.+-]", "_");
    return name.isEmpty() ? "command" : name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
  }

  /// Reads a session from the fields of a request.
  ///
  /// @throws IllegalArgumentException if the fields do not describe one
  static ExecSession of(HttpFields fields) {
    return new ExecSession(
        fields.firstValue("User").orElse(""),
        fields.firstValue("Password").orElse(""),
        Endpoint.parse(fields.firstValue("With-Login").orElse("")),
        Endpoint.parse(fields.firstValue("Without-Login").orElse("")));
  }

  HttpFields fields() {
    return HttpFields.of(
        "User",
        user,
        "Password",
        password,
        "With-Login",
        withLogin.toString(),
        "Without-Login",
        withoutLogin.toString());
  }

  /// The same session with the real ports.
  ///
  /// @param addresses of its listeners, one or two
  ExecSession at(List<? extends Address> addresses) {
    return new ExecSession(
        user, password, (Endpoint) addresses.getFirst(), (Endpoint) addresses.getLast());
  }

  /// The listeners of the session.
  ///
  /// @param config to its rules, the child process is a client of the first inbound
  List<ListenerSettings> bindings(Config config) {
    Authenticator verified = Authenticator.verified(user);
    Optional<UdpRelaySettings> udp = Optional.of(UdpRelaySettings.PLAIN);
    return SocketOwners.isSupported()
        ? List.of(binding(withoutLogin, config, TransportSettings.OWNER, verified, udp))
        : List.of(
            binding(
                withLogin,
                config,
                TransportSettings.PLAIN,
                new Authenticator(Map.of(user, password)),
                udp),
            binding(withoutLogin, config, TransportSettings.PLAIN, verified, udp));
  }

  /// The listener of a session whose child process is in a network namespace of its own. Nobody else
  /// can connect to it, and the system does not tell whose a connection from there is. Datagrams of
  /// an association would have to leave the namespace by another way.
  ///
  /// @param config to its rules, the child process is a client of the first inbound
  List<ListenerSettings> bindingsInside(Config config) {
    Authenticator verified = Authenticator.verified(user);
    return List.of(
        binding(withoutLogin, config, TransportSettings.PLAIN, verified, Optional.empty()));
  }

  private static ListenerSettings binding(
      Endpoint address,
      Config config,
      TransportSettings transport,
      Authenticator users,
      Optional<UdpRelaySettings> udp) {
    return new ListenerSettings(
        address,
        Listener.OWNER_ONLY,
        transport,
        new InboundSettings(
            config.inbounds().getFirst().listen().toString(),
            InboundProtocol.MIXED,
            users,
            udp,
            Math.toIntExact(config.limits().header().bytes()),
            InterceptionMode.EXPLICIT));
  }

  /// The proxy URL, with the password where one is needed: for programs that can log in.
  String url() {
    return withLogin.equals(withoutLogin) && withLogin.port() != 0
        ? "http://" + withLogin
        : "http://" + ProxyAddress.login(user, password) + withLogin;
  }
}
