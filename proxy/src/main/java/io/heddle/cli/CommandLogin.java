package io.heddle.cli;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.Entrance;
import io.heddle.inbound.Inbound;
import io.heddle.net.Listener;
import io.heddle.net.UdpReach;
import io.heddle.server.ProxyServer.Binding;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who a command of `heddle exec` is to its proxy, and the two listeners that it has there, on free
/// ports of the loopback address.
///
/// One asks for the password, which is made for this command. The other takes who comes for the
/// command: it is for Java, which has no setting for a proxy's password.
///
/// @param user the command's name
record CommandLogin(String user, String password) {
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");
  private static final int PASSWORD_BYTES = 16;
  private static final int LONGEST_NAME = 64;

  /// With a new password.
  ///
  /// @param program as it was called
  static CommandLogin of(String program) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return new CommandLogin(name(program), HexFormat.of().formatHex(random));
  }

  /// In letters that fit a user name in every protocol.
  private static String name(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^\\w.+-]", "_");
    return name.isEmpty() ? "command" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /// Its listeners.
  ///
  /// @param config rules see the command as a client of its first listener
  List<Binding> bindings(Config config) {
    return List.of(
        binding(config, new Authenticator(Map.of(user, password))),
        binding(config, Authenticator.proven(user)));
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
            Optional.of(UdpReach.PLAIN),
            Math.toIntExact(config.limits().header().bytes()),
            Inbound.Requests.TO_PROXY));
  }

  /// How to get there.
  ///
  /// @param addresses at which the two listen
  CommandAccess access(List<Address> addresses) {
    return new CommandAccess(
        "http://" + ProxyAddress.login(user, password) + addresses.getFirst(),
        (Endpoint) addresses.getLast());
  }
}
