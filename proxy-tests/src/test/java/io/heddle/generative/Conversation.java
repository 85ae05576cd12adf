package io.heddle.generative;

import io.heddle.generative.Step.Ending;
import java.util.ArrayList;
import java.util.List;

/// What one client does: a connection, or an association.
sealed interface Conversation {
  /// Numbers of exchanges for each conversation.
  int EXCHANGES = 4;

  /// Protocol that asks for a tunnel.
  enum TunnelProtocol {
    SOCKS4,
    SOCKS4A,
    SOCKS5,
    CONNECT
  }

  /// Order of requests and responses on a connection.
  enum Order {
    IN_TURN,
    PIPELINED
  }

  /// Version of a request.
  enum Version {
    HTTP10,
    HTTP11
  }

  /// A tunnel in which an exchange takes place.
  ///
  /// @param early whether the client sends without waiting for replies
  record Tunnel(
      Gate gate,
      TunnelProtocol protocol,
      Target target,
      int exchange,
      boolean early,
      Conduct conduct)
      implements Conversation {}

  /// HTTP requests on one connection.
  record Requests(
      Gate gate,
      Target target,
      List<Request> requests,
      Version version,
      Order order,
      Conduct conduct)
      implements Conversation {}

  /// Use of HTTP/2 streams.
  enum StreamKind {
    CONNECT,
    GET
  }

  /// HTTP/2 streams on one connection.
  record Streams(StreamKind kind, Target target, List<Integer> exchanges, StreamConduct conduct)
      implements Conversation {}

  /// Datagrams of an association.
  record Datagrams(Gate gate, int count, List<String> garbage, Ending ending)
      implements Conversation {}

  /// Layer of the bytes of a client.
  enum Layer {
    /// Below TLS, and before the PROXY header.
    TRANSPORT,
    PROTOCOL
  }

  /// Bytes that are no request.
  record Garbage(Gate gate, Layer layer, String bytes, Ending ending) implements Conversation {}

  /// The conversation of a number.
  static Conversation of(long seed, int number) {
    Dice dice = new Dice(seed, number);
    int exchange = number * EXCHANGES;
    return switch (dice.below(20)) {
      case 0 -> garbage(dice);
      case 1, 2 -> datagrams(dice);
      case 3, 4, 5, 6 -> streams(dice, exchange);
      case 7, 8, 9, 10, 11, 12 -> tunnel(dice, exchange);
      default -> requests(dice, exchange);
    };
  }

  private static Garbage garbage(Dice dice) {
    String start =
        dice.of(
            "",
            "\u0005",
            "\u0004\u0001",
            "GET ",
            "\u0016\u0003\u0001",
            "PROXY TCP4 ",
            "PRI * HTTP/2.0\r\n");
    return new Garbage(
        dice.of(Gate.values()),
        dice.of(Layer.values()),
        start + dice.garbage(dice.size(14)),
        Step.ending(dice));
  }

  private static Datagrams datagrams(Dice dice) {
    List<String> garbage = new ArrayList<>();
    for (int i = dice.below(20); i > 0; i--) {
      // Fragments, an unknown type of address, and less than a header: nothing for other machines.
      String start = dice.of("", "\0\0\1\1", "\0\0\0\2", "\0\1\0\1");
      garbage.add(start + dice.garbage(dice.size(10)));
    }
    Gate gate = dice.of(Gate.PLAIN, Gate.USERS, Gate.TLS);
    return new Datagrams(gate, 1 + dice.below(20), garbage, Step.ending(dice));
  }

  private static Streams streams(Dice dice, int exchange) {
    List<Integer> exchanges = new ArrayList<>();
    for (int i = 0; i <= dice.below(EXCHANGES); i++) {
      exchanges.add(exchange + i);
    }
    return new Streams(
        dice.of(StreamKind.values()), Target.of(dice), exchanges, StreamConduct.of(dice));
  }

  private static Tunnel tunnel(Dice dice, int exchange) {
    Gate gate = dice.of(Gate.PLAIN, Gate.USERS, Gate.TLS, Gate.BALANCED, Gate.UNIX);
    TunnelProtocol protocol =
        gate == Gate.USERS
            ? dice.of(TunnelProtocol.SOCKS5, TunnelProtocol.CONNECT)
            : dice.of(TunnelProtocol.values());
    Target target =
        protocol == TunnelProtocol.SOCKS4
            ? dice.of(new Target.ByAddress(), new Target.Closed())
            : Target.of(dice);
    return new Tunnel(gate, protocol, target, exchange, dice.oneIn(3), Conduct.of(dice));
  }

  private static Requests requests(Dice dice, int exchange) {
    Version version = dice.oneIn(5) ? Version.HTTP10 : Version.HTTP11;
    Gate gate = dice.of(Gate.values());
    if (version == Version.HTTP10 && !gate.showsResets()) {
      // Without resets, the end of a stream is no end of a message.
      version = Version.HTTP11;
    }
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i <= dice.below(EXCHANGES); i++) {
      requests.add(Request.of(dice, exchange + i));
    }
    if (version == Version.HTTP10) {
      requests = List.of(new Request(exchange, new Request.Upload.None()));
    }
    Order order = dice.oneIn(3) ? Order.PIPELINED : Order.IN_TURN;
    return new Requests(gate, Target.of(dice), requests, version, order, Conduct.of(dice));
  }
}
