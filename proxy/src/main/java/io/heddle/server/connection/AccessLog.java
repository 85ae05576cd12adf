package io.heddle.server.connection;

import io.heddle.net.Traffic;
import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.Refusal;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.ClosedByAdmin;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.server.connection.RequestResult.ResponseForwarded;
import io.heddle.server.connection.RequestResult.ResponseTruncated;
import org.tinylog.Logger;
import org.tinylog.Supplier;
import org.tinylog.TaggedLogger;

/// Access log: one line for each request when it has ended. Never credentials, query strings or
/// payload.
///
///     #17 127.0.0.1:50312 alice socks5 example.com:443 rule=default via=direct closed up=1204 down=53211 2.134s
///     #20 127.0.0.1:50314 - http GET http://example.com/a rule=default via=direct 200 up=90 down=312 0.004s
///     #18 127.0.0.1:50313 - http example.com:81 rule=default via=direct refused="CONNECTION_REFUSED: …" 0.012s
///     #22 127.0.0.1:50319 - socks5 resolve example.com rule=default via=direct answered 0.013s
///     #19 127.0.0.1:50315 alice socks5 udp closed up=62 down=190 datagrams=2/2 rule=default via=direct dropped=foreign:1 9.101s
///
/// A line ends with `process=curl 2.134s` if the program of the client was found before.
///
/// One more line when an association cannot send its datagrams through some outbound, while it goes
/// on:
///
///     #19 127.0.0.1:50315 alice socks5 udp rule=default via=corp refused="COMMAND_NOT_SUPPORTED: …" 2.003s
///
/// A client that sends no request gets a line at level debug, not in the access log:
///
///     #21 127.0.0.1:50317 - - - without a request 10.002s
public final class AccessLog implements RequestListener {
  private static final TaggedLogger ACCESS = Logger.tag("access");

  private static final int MAX_NAME = 300;

  /// Formatter of a line.
  @FunctionalInterface
  public interface LineFormatter {
    /// The line as people read it.
    LineFormatter TEXT = (request, result, text) -> text;

    /// Formats a line.
    ///
    /// @param text the line as people read it
    String format(LiveRequest request, RequestResult result, String text);
  }

  private final LineFormatter formatter;

  public AccessLog(LineFormatter formatter) {
    this.formatter = formatter;
  }

  @Override
  public void ended(LiveRequest request, RequestResult result) {
    write(() -> formatter.format(request, result, line(request, result)));
  }

  @Override
  public void datagramsRefused(LiveRequest request, Route route, Refusal refusal) {
    RequestRefused result = new RequestRefused(refusal);
    String path = path(route.rule(), route.outbound());
    write(() ->
        formatter.format(
            request, result, start(request) + path + " " + result.logText() + age(request)));
  }

  @Override
  public void neverReceived(LiveRequest request) {
    Logger.debug(() -> start(request) + " without a request" + age(request));
  }

  /// Puts the line together only if it is logged. A question whether it is would cost more: tinylog
  /// looks up the calling class.
  private static void write(Supplier<String> line) {
    ACCESS.info(line);
  }

  /// The line of a request that has ended.
  public static String line(LiveRequest request, RequestResult result) {
    String start =
        result instanceof AnsweredByProxy(LocalRequest local, int _)
            ? client(request)
                + protocol(local.client())
                + PrintableText.of(local.text(), Integer.MAX_VALUE)
            : start(request);
    return start + " " + result.logText() + traffic(request, result) + age(request);
  }

  private static String traffic(LiveRequest request, RequestResult result) {
    if (result instanceof RelayEnded || result instanceof ClosedByAdmin) {
      return bytes(request.traffic()) + datagrams(request);
    }
    return result instanceof ResponseForwarded || result instanceof ResponseTruncated
        ? bytes(request.traffic())
        : "";
  }

  private static String start(LiveRequest request) {
    return client(request)
        + request.proxyRequest().map(AccessLog::target).orElse(" - - -")
        + request
            .route()
            .map(route -> path(route.rule(), request.upstreamPath().orElseThrow()) + fault(route))
            .orElse("");
  }

  private static String client(LiveRequest request) {
    return "#" + request.id() + " " + request.client();
  }

  private static String protocol(Client client) {
    String user = client.user().map(AccessLog::name).orElse("-");
    return " " + user + " " + client.protocol() + " ";
  }

  /// Name of a user or a host as one field, which cannot be taken for another field. A certificate may
  /// have any text as its name, and a host may contain `=`.
  private static String name(String text) {
    String name = PrintableText.word(text, MAX_NAME);
    if (name.indexOf('=') >= 0) {
      return withoutFields(name);
    }
    return name.isEmpty() || name.equals("-") ? "?" : name;
  }

  /// Replaces the `=` of what looks like a field of a line: small letters and hyphens before it.
  /// Certificates write their attributes with capitals: `CN=alice`.
  private static String withoutFields(String name) {
    StringBuilder masked = new StringBuilder(name);
    boolean inWord = false;
    boolean mayBeField = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean small = (c >= 'a' && c <= 'z') || c == '-';
      if (c == '=' && mayBeField) {
        masked.setCharAt(i, '?');
      }
      mayBeField = small && (mayBeField || !inWord);
      inWord = (small && c != '-') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return masked.toString();
  }

  private static String target(ProxyRequest request) {
    String target =
        request instanceof Forward forward
            ? forward.head().method() + " " + uri(forward)
            : otherTarget(request);
    return protocol(request.client()) + target;
  }

  private static String uri(Forward forward) {
    return PrintableText.word(forward.uri().withoutQuery(), Integer.MAX_VALUE);
  }

  private static String otherTarget(ProxyRequest request) {
    if (request instanceof Associate) {
      return "udp";
    }
    return request instanceof ResolveRequest
        ? "resolve " + name(request.target().host().toString())
        : name(request.target().toString());
  }

  private static String path(String rule, String outbounds) {
    return " rule=" + rule + " via=" + outbounds;
  }

  private static String fault(Route route) {
    return route.fault().map(fault -> " fault=" + fault).orElse("");
  }

  private static String bytes(Traffic traffic) {
    return " up=" + traffic.upload() + " down=" + traffic.download();
  }

  private static String datagrams(LiveRequest request) {
    return request.datagrams().map(counters -> " " + counters).orElse("");
  }

  private static String age(LiveRequest request) {
    long millis = request.age().toMillis();
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    String process = request.process().isEmpty() ? "" : " process=" + name(request.process());
    return process + " " + millis / 1000 + "." + fraction + "s";
  }
}
