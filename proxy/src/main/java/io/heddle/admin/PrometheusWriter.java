package io.heddle.admin;

import io.heddle.request.PrintableText;

/// Writer of Prometheus's text format, version 0.0.4: for each metric its help, its type and its
/// samples.
///
///     # HELP heddle_connections_active Open client connections.
///     # TYPE heddle_connections_active gauge
///     heddle_connections_active 12
final class PrometheusWriter {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(16 * 1024);
  private String name = "";

  /// Begins a metric whose values only grow.
  PrometheusWriter counter(String newName, String help) {
    return begin(newName, help, "counter");
  }

  /// Begins a metric whose values grow and shrink.
  PrometheusWriter gauge(String newName, String help) {
    return begin(newName, help, "gauge");
  }

  /// Begins a metric that counts durations by their length.
  PrometheusWriter histogram(String newName, String help) {
    return begin(newName, help, "histogram");
  }

  private PrometheusWriter begin(String newName, String help, String type) {
    name = newName;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /// Adds a sample to the metric begun last.
  ///
  /// @param labels names and values in turn
  PrometheusWriter add(long value, String... labels) {
    return addSample("", Long.toString(value), labels);
  }

  /// Adds a sample with a fraction.
  PrometheusWriter add(double value, String... labels) {
    return addSample("", Double.toString(value), labels);
  }

  /// Adds a sample of one series of a histogram.
  ///
  /// @param series `_bucket` or `_count`
  PrometheusWriter addTo(String series, long value, String... labels) {
    return addSample(series, Long.toString(value), labels);
  }

  /// Adds a sample of the series `_sum` of a histogram.
  PrometheusWriter addSum(double value, String... labels) {
    return addSample("_sum", Double.toString(value), labels);
  }

  private PrometheusWriter addSample(String suffix, String value, String... labels) {
    text.append(name).append(suffix);
    char separator = '{';
    for (int i = 0; i < labels.length; i += 2) {
      text.append(separator).append(labels[i]).append("=\"").append(escaped(labels[i + 1]));
      text.append('"');
      separator = ',';
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return PrintableText.of(value, Integer.MAX_VALUE).replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
