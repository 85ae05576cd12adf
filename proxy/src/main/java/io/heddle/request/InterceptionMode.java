package io.heddle.request;

/// Forms of HTTP requests that an inbound serves: the key `transparent`.
public enum InterceptionMode {
  /// Requests that clients send to a proxy: CONNECT, and any method with a whole URL as target.
  EXPLICIT,
  /// In addition, requests that clients send to a web server: the target is a path, and `Host`
  /// names the destination. The key's value is `true`.
  TRANSPARENT
}
