package io.heddle.support;

/// HTTP/1.1 messages as a test writes them: lines of a text block.
public final class HttpText {
  private HttpText() {}

  /// The text with `%s` filled in and CRLF at every line's end.
  @SuppressWarnings("AnnotateFormatMethod") // Texts are literals of tests, which would fail.
  public static String message(String text, Object... values) {
    return text.formatted(values).replace("\r\n", "\n").replace("\n", "\r\n");
  }

  /// What a proxy answers that refuses and goes on.
  public static String refusal(String status, String proxyStatus, String text) {
    return refusal(status, proxyStatus, text, "keep-alive");
  }

  /// What a proxy answers that refuses and closes.
  public static String lastRefusal(String status, String proxyStatus, String text) {
    return refusal(status, proxyStatus, text, "close");
  }

  private static String refusal(String status, String proxyStatus, String text, String option) {
    String error = proxyStatus.isEmpty() ? "" : "error=" + proxyStatus + "; ";
    return message(
            """
            HTTP/1.1 %s
            Proxy-Status: heddle; %sdetails="%s"
            Content-Type: text/plain; charset=utf-8
            Content-Length: %s
            Connection: %s

            """,
            status, error, text.replace("\"", "\\\""), text.length() + 9, option)
        + "heddle: "
        + text
        + "\n";
  }
}
