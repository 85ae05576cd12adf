package io.heddle.admin;

/// Prometheus's text format, version 0.0.4: what a figure means, its kind, and its samples.
///
///     # HELP heddle_connections_active Connections of clients that are open.
///     # TYPE heddle_connections_active gauge
///     heddle_connections_active 12
final class PrometheusWriter {
  /// As HTTP says it.
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(16 * 1024);
  private String name = "";

  /// The samples that follow only grow.
  PrometheusWriter counter(String newName, String help) {
    return begin(newName, help, "counter");
  }

  /// The samples that follow go up and down.
  PrometheusWriter gauge(String newName, String help) {
    return begin(newName, help, "gauge");
  }

  /// The samples that follow are counts of durations.
  PrometheusWriter histogram(String newName, String help) {
    return begin(newName, help, "histogram");
  }

  private PrometheusWriter begin(String newName, String help, String kind) {
    name = newName;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    return this;
  }

  /// A sample.
  ///
  /// @param labels names and values in turn
  PrometheusWriter add(long value, String... labels) {
    return sample("", Long.toString(value), labels);
  }

  /// The same with a fraction.
  PrometheusWriter add(double value, String... labels) {
    return sample("", Double.toString(value), labels);
  }

  /// A sample of a part of a histogram: `_bucket` and `_count`.
  PrometheusWriter addTo(String part, long value, String... labels) {
    return sample(part, Long.toString(value), labels);
  }

  /// A sample of `_sum`.
  PrometheusWriter addSum(double value, String... labels) {
    return sample("_sum", Double.toString(value), labels);
  }

  private PrometheusWriter sample(String suffix, String value, String... labels) {
    text.append(name).append(suffix);
    char before = '{';
    for (int i = 0; i < labels.length; i += 2) {
      text.append(before).append(labels[i]).append("=\"").append(escaped(labels[i + 1]));
      text.append('"');
      before = ',';
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
