package io.heddle.support;

/// HTTP/1.1 messages written as text blocks.
public final class HttpText {
  private HttpText() {}

  /// Formats a text, and ends every line with CRLF.
  @SuppressWarnings("AnnotateFormatMethod") // Texts are literals of tests, which would fail.
  public static String message(String text, Object... values) {
    return text.formatted(values).replace("\r\n", "\n").replace("\n", "\r\n");
  }

  /// Response of the proxy to a refused request, after which the connection stays open.
  public static String refusal(String status, String proxyStatus, String text) {
    return refusal(status, proxyStatus, text, "keep-alive");
  }

  /// Response of the proxy to a refused request, after which it closes the connection.
  public static String lastRefusal(String status, String proxyStatus, String text) {
    return refusal(status, proxyStatus, text, "close");
  }

  private static String refusal(String status, String proxyStatus, String text, String option) {
    String error = proxyStatus.isEmpty() ? "" : "error=" + proxyStatus + "; ";
    return message(
            """
            HTTP/1.1 %s: %s
            Proxy-Status: heddle; %sdetails="%s"
            Content-Type: text/plain; charset=utf-8
            Content-Length: %s
            Connection: %s

            """,
            status, text, error, text.replace("\"", "\\\""), text.length() + 9, option)
        + "heddle: "
        + text
        + "\n";
  }
}
