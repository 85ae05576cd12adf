package io.heddle.server;

import io.heddle.forward.ForwardResult.Truncated;
import io.heddle.inbound.ClientMessage;
import io.heddle.net.Traffic;
import io.heddle.relay.Relay;
import io.heddle.request.Client;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal;
import io.heddle.route.Route;
import io.heddle.udp.UdpAssociation;
import io.heddle.udp.UdpStats;
import java.time.Duration;
import java.util.Locale;
import org.tinylog.Logger;
import org.tinylog.Supplier;
import org.tinylog.TaggedLogger;

/// One line for each request when it has ended. Never credentials, query strings or payload.
///
///     #17 127.0.0.1:50312 alice socks5 example.com:443 rule=default via=direct closed up=1204 down=53211 2.134s
///     #20 127.0.0.1:50314 - http GET http://example.com:80/a rule=default via=direct 200 up=90 down=312 0.004s
///     #18 127.0.0.1:50313 - http example.com:81 rule=default via=direct refused="CONNECTION_REFUSED: …" 0.012s
///     #19 127.0.0.1:50315 alice socks5 udp closed up=62 down=190 datagrams=2/2 via=direct dropped=foreign:1 9.101s
///
/// And one when an association cannot have its datagrams go by some outbound, while it goes on:
///
///     #19 127.0.0.1:50315 alice socks5 udp rule=default via=corp refused="COMMAND_NOT_SUPPORTED: …" 2.003s
///
/// And one, at level debug and no access line, for a client that came without a request:
///
///     #21 127.0.0.1:50317 - - - without a request 10.002s
final class ConnectionLog {
  private static final TaggedLogger ACCESS = Logger.tag("access");

  private static final int MAX_USER = 300;

  private ConnectionLog() {}

  /// A request that was granted and has ended.
  static void ended(LiveConnection connection, Relay.EndReason outcome) {
    String word = word(connection, outcome);
    ended(connection, word, RequestResult.well(word));
  }

  /// A request that was for us, and has been answered.
  static void answered(LiveConnection connection, ClientMessage.AnsweredLocally request) {
    access(() ->
        who(connection)
            + by(request.client())
            + request.what()
            + " "
            + request.status()
            + age(connection));
    connection.end(RequestResult.well("answered"));
  }

  /// A request whose response has been passed on.
  static void answered(LiveConnection connection, int status) {
    ended(connection, Integer.toString(status), RequestResult.well("answered"));
  }

  /// A request whose response ended too early.
  static void cutShort(LiveConnection connection, Truncated outcome) {
    ended(
        connection,
        outcome.status() + " cut-short=\"" + outcome.why() + "\"",
        RequestResult.cutShort(outcome.why()));
  }

  private static void ended(LiveConnection connection, String how, RequestResult ending) {
    access(() -> start(connection) + " " + how + bytes(connection.traffic()) + age(connection));
    connection.end(ending);
  }

  /// An association that was granted and has ended.
  static void ended(LiveConnection connection, UdpAssociation.Outcome outcome, UdpStats tally) {
    String word = word(connection, outcome);
    access(() ->
        start(connection)
            + " "
            + word
            + bytes(connection.traffic())
            + " "
            + tally
            + age(connection));
    connection.end(RequestResult.well(word));
  }

  /// Datagrams of an association, which goes on.
  static void datagramsRefused(LiveConnection connection, Route route, Refusal refusal) {
    access(() -> start(connection) + way(route) + " refused=\"" + refusal + "\"" + age(connection));
  }

  /// A request, or an attempt at one, that was refused.
  static void refused(LiveConnection connection, Refusal refusal) {
    access(() -> start(connection) + " refused=\"" + refusal + "\"" + age(connection));
    connection.end(RequestResult.refused(refusal));
  }

  /// A client that left before it had an answer, or has never asked for anything: that is no
  /// access, but who looks for a reason may want to know.
  static void abandoned(LiveConnection connection) {
    if (connection.request().isEmpty()) {
      if (!connection.isLogged()) {
        Logger.debug(() -> start(connection) + " without a request" + age(connection));
      }
      return;
    }
    access(() -> start(connection) + " abandoned" + age(connection));
    connection.end(RequestResult.well("abandoned"));
  }

  /// Puts the line together if somebody wants it. To ask whether somebody does would cost more:
  /// tinylog looks up who asks.
  private static void access(Supplier<String> line) {
    ACCESS.info(line);
  }

  /// What interrupts a thread is the end of the proxy, or somebody who wanted the end of this
  /// connection.
  private static String word(LiveConnection connection, Enum<?> outcome) {
    return connection.isCut() ? "cut" : word(outcome);
  }

  private static String word(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String bytes(Traffic traffic) {
    return " up=" + traffic.upload() + " down=" + traffic.download();
  }

  private static String start(LiveConnection connection) {
    return who(connection)
        + connection.request().map(ConnectionLog::what).orElse(" - - -")
        + connection.route().map(ConnectionLog::way).orElse("");
  }

  private static String who(LiveConnection connection) {
    return "#" + connection.id() + " " + connection.client();
  }

  private static String by(Client client) {
    String user = client.user().map(ConnectionLog::printable).orElse("-");
    return " " + user + " " + client.protocol() + " ";
  }

  private static String what(ProxyRequest request) {
    String target =
        switch (request) {
          case Tunnel tunnel -> tunnel.target().toString();
          case Forward forward ->
              forward.head().method() + " http://" + forward.target() + forward.uri().path();
          case Associate associate -> "udp";
        };
    return by(request.client()) + target;
  }

  /// A certificate may have any text for a name.
  private static String printable(String user) {
    return PrintableText.of(user, MAX_USER);
  }

  private static String way(Route route) {
    return " rule=" + route.rule() + " via=" + route.outbound();
  }

  private static String age(LiveConnection connection) {
    long millis = Duration.ofNanos(System.nanoTime() - connection.startedNanos()).toMillis();
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    return " " + millis / 1000 + "." + fraction + "s";
  }
}
