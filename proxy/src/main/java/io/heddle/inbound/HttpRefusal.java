package io.heddle.inbound;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.ResponseHead;
import io.heddle.request.Refusal;
import io.heddle.request.RefusalCodes;
import io.heddle.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/// HTTP response for a refusal: status, `Proxy-Status` (RFC 9209) and one sentence as text.
///
///     HTTP/1.1 502 Bad Gateway
///     Proxy-Status: heddle; error=connection_refused; details="192.0.2.1:80 refused the connection"
///     Content-Type: text/plain; charset=utf-8
///     Content-Length: 45
///     Connection: close
///
///     heddle: 192.0.2.1:80 refused the connection
final class HttpRefusal {
  private HttpRefusal() {}

  /// Presence of the body that the fields announce. A response to HEAD has no body (RFC 9110
  /// §9.3.2).
  enum ResponseContent {
    SENT,
    OMITTED
  }

  /// Writes the response.
  ///
  /// @param persistence persistence of the connection, which the response announces
  static void write(
      Refusal refusal, Persistence persistence, ResponseContent content, ByteWriter out) {
    int status = RefusalCodes.http(refusal.reason());
    byte[] text = ("heddle: " + refusal.details() + "\n").getBytes(StandardCharsets.UTF_8);
    HttpFields fields =
        HttpFields.of(
            "Proxy-Status",
            proxyStatus(refusal),
            "Content-Type",
            "text/plain; charset=utf-8",
            "Content-Length",
            Integer.toString(text.length),
            "Connection",
            persistence.connectionOption());
    if (status == 407) {
      fields = fields.with("Proxy-Authenticate", "Basic realm=\"proxy\"");
    }
    new ResponseHead(HttpVersion.HTTP_1_1, status, phrase(status), fields).write(out);
    if (content == ResponseContent.SENT) {
      out.bytes(text);
    }
  }

  private static String proxyStatus(Refusal refusal) {
    String error =
        RefusalCodes.proxyStatus(refusal.reason()).map(type -> "; error=" + type).orElse("");
    return "heddle" + error + "; details=" + quoted(refusal.details());
  }

  /// String of a structured field (RFC 9651 §3.3.3): visible ASCII and space, with quotes and
  /// backslashes escaped.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return quoted.append('"').toString();
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
