package io.heddle.inbound;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.inbound.Handshake.RoutingSummary;
import io.heddle.request.Refusal;
import io.heddle.request.RefusalCodes;
import io.heddle.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// HTTP response for a refusal: status, `Proxy-Status` (RFC 9209) and one sentence.
///
///     HTTP/1.1 502 Bad Gateway: 192.0.2.1:80 refused the connection
///     Proxy-Status: heddle; error=connection_refused; details="192.0.2.1:80 refused the connection"
///     Content-Type: text/plain; charset=utf-8
///     Content-Length: 45
///     Connection: close
///
///     heddle: 192.0.2.1:80 refused the connection
///
/// The sentence is in the reason phrase too, since most programs print nothing else of a response to
/// CONNECT. A browser gets a page instead of the line of text.
///
/// @param content presence of the body
/// @param format media type of the body
record HttpRefusal(ResponseContent content, ContentFormat format) {
  /// Stands for the head of a request that was not read.
  static final RequestHead NOT_READ =
      new RequestHead("GET", "*", HttpVersion.HTTP_1_1, HttpFields.NONE);

  /// Presence of the body that the fields announce. A response to HEAD has no body (RFC 9110
  /// §9.3.2).
  private enum ResponseContent {
    SENT,
    OMITTED
  }

  /// Media type of the body: `text/html` for those who ask for it by name, as browsers do for a page
  /// and not for its parts.
  private enum ContentFormat {
    TEXT,
    HTML
  }

  /// The response that suits a request.
  static HttpRefusal of(RequestHead head) {
    return new HttpRefusal(
        head.method().equals("HEAD") ? ResponseContent.OMITTED : ResponseContent.SENT,
        head.fields().firstValue("Accept").orElse("").contains("text/html")
            ? ContentFormat.HTML
            : ContentFormat.TEXT);
  }

  /// Writes the response.
  ///
  /// @param persistence persistence of the connection, which the response announces
  void write(
      Refusal refusal, Optional<RoutingSummary> routing, Persistence persistence, ByteWriter out) {
    int status = RefusalCodes.http(refusal.reason());
    byte[] text = text(refusal, routing, status).getBytes(StandardCharsets.UTF_8);
    HttpFields fields =
        HttpFields.of(
            "Proxy-Status",
            proxyStatus(refusal),
            "Content-Type",
            format == ContentFormat.HTML ? HtmlPage.MEDIA_TYPE : "text/plain; charset=utf-8",
            "Content-Length",
            Integer.toString(text.length),
            "Connection",
            persistence.connectionOption());
    if (status == 407) {
      fields = fields.with("Proxy-Authenticate", "Basic realm=\"proxy\"");
    }
    String reason = phrase(status) + ": " + ascii(refusal.details());
    new ResponseHead(HttpVersion.HTTP_1_1, status, reason, fields).write(out);
    if (content == ResponseContent.SENT) {
      out.bytes(text);
    }
  }

  private String text(Refusal refusal, Optional<RoutingSummary> routing, int status) {
    if (format == ContentFormat.TEXT) {
      return "heddle: " + refusal.details() + "\n";
    }
    HtmlPage page =
        new HtmlPage(status + " " + phrase(status), refusal.details() + ".")
            .row("Answered by", "Heddle, the proxy that this browser uses");
    if (routing.isPresent()) {
      page.row("Rule", routing.get().rule()).row("Outbound", routing.get().outbound());
    }
    return page.row("To see more", "heddle explain URL, or heddle page").toString();
  }

  private static String proxyStatus(Refusal refusal) {
    String error =
        RefusalCodes.proxyStatus(refusal.reason()).map(type -> "; error=" + type).orElse("");
    // The sentence about a policy is long, and in the reason phrase already.
    String details = refusal.policy().map(name -> "policy " + name).orElse(refusal.details());
    return "heddle" + error + "; details=" + quoted(details);
  }

  /// String of a structured field (RFC 9651 §3.3.3): visible ASCII and space, with quotes and
  /// backslashes escaped.
  private static String quoted(String text) {
    return '"' + ascii(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// The text with three dots for `…`, and `?` for each other character that is neither visible ASCII nor
  /// space.
  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '…') {
        ascii.append("...");
      } else {
        ascii.append(c >= ' ' && c < 0x7f ? c : '?');
      }
    }
    return ascii.toString();
  }

  /// Reason phrases of RFC 9110 §15 and RFC 6585 §5.
  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 407 -> "Proxy Authentication Required";
      case 408 -> "Request Timeout";
      case 414 -> "URI Too Long";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Internal Server Error";
    };
  }
}
