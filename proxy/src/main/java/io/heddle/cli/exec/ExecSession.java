package io.heddle.cli.exec;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.cli.env.ProxyAddress;
import io.heddle.config.Config;
import io.heddle.http1.HttpFields;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.InboundSettings;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.Listener;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.InboundProtocol;
import io.heddle.request.ProxyMode;
import io.heddle.server.ListenerSettings;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The place of a command of `heddle exec` at a proxy: who it is there, and the two listeners that
/// it has to itself, on the loopback address.
///
/// One asks for the password, which is made for this command. The other takes who comes for the
/// command: it is for Java, which has no setting for a proxy's password.
///
/// One process of Heddle asks another for it by fields of HTTP:
///
///     User: git
///     Password: 2f1c…
///     With-Login: 127.0.0.1:0
///     Without-Login: 127.0.0.1:0
///
/// @param user the command's name
public record ExecSession(String user, String password, Endpoint withLogin, Endpoint withoutLogin) {
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");
  private static final int PASSWORD_BYTES = 16;
  private static final int LONGEST_NAME = 64;

  public ExecSession {
    check(user.matches("[\\w.+-]{1," + LONGEST_NAME + "}"), "not a name of a command");
    check(password.matches("[0-9a-f]{" + 2 * PASSWORD_BYTES + "}"), "not a password as made here");
    check(isOnLoopback(withLogin) && isOnLoopback(withoutLogin), "not on the loopback");
  }

  private static void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }

  private static boolean isOnLoopback(Endpoint endpoint) {
    return endpoint.host() instanceof Host.Ip(var ip) && ip.isLoopbackAddress();
  }

  /// One with a new password, on free ports.
  ///
  /// @param program as it was called
  static ExecSession of(String program) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return new ExecSession(name(program), HexFormat.of().formatHex(random), ANY_PORT, ANY_PORT);
  }

  /// In letters that fit a user name in every protocol.
  private static String name(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^\\w.+-]", "_");
    return name.isEmpty() ? "command" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /// @throws IllegalArgumentException if the fields have none
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

  /// The same with the real ports.
  ///
  /// @param addresses at which its two listeners listen
  ExecSession at(List<? extends Address> addresses) {
    return new ExecSession(
        user, password, (Endpoint) addresses.getFirst(), (Endpoint) addresses.getLast());
  }

  /// Its listeners.
  ///
  /// @param config rules see the command as a client of its first listener
  public List<ListenerSettings> bindings(Config config) {
    return List.of(
        binding(withLogin, config, new Authenticator(Map.of(user, password))),
        binding(withoutLogin, config, Authenticator.verified(user)));
  }

  private static ListenerSettings binding(Endpoint address, Config config, Authenticator users) {
    return new ListenerSettings(
        address,
        Listener.OWNER_ONLY,
        TransportSettings.PLAIN,
        new InboundSettings(
            config.inbounds().getFirst().listen().toString(),
            InboundProtocol.MIXED,
            users,
            Optional.of(UdpRelaySettings.PLAIN),
            Math.toIntExact(config.limits().header().bytes()),
            ProxyMode.EXPLICIT));
  }

  /// For all programs that know how to log in.
  String url() {
    return "http://" + ProxyAddress.login(user, password) + withLogin;
  }
}
