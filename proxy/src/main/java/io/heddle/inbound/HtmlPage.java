package io.heddle.inbound;

import io.heddle.request.PrintableText;

/// Small HTML page for people whose browser shows an answer of the proxy itself.
///
///     title
///     sentence
///     label  value
///     label  value
///
/// It loads nothing and runs nothing. Every text is escaped.
final class HtmlPage {
  /// Value of `Content-Type`.
  static final String MEDIA_TYPE = "text/html; charset=utf-8";

  private static final int MAX_TEXT = 1000;

  private final StringBuilder html = new StringBuilder(1024);

  HtmlPage(String title, String sentence) {
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;")
        .append("margin:4rem auto;padding:0 1rem}h1{font-size:1.3rem}dt{opacity:.7}")
        .append("dd{margin:0 0 .5rem;overflow-wrap:anywhere}</style>\n</head>\n<body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<p>")
        .append(escaped(sentence))
        .append("</p>\n<dl>\n");
  }

  /// Adds a row.
  HtmlPage row(String label, String value) {
    html.append("<dt>")
        .append(escaped(label))
        .append("</dt><dd>")
        .append(escaped(value))
        .append("</dd>\n");
    return this;
  }

  /// The whole page.
  @Override
  public String toString() {
    return html + "</dl>\n</body>\n</html>\n";
  }

  private static String escaped(String text) {
    return PrintableText.of(text, MAX_TEXT)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
