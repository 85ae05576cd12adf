package io.heddle.request;

import java.util.Locale;

/// Protocol of a request. Text: its name in the log, such as `socks5`.
public enum ClientProtocol {
  SOCKS4,
  SOCKS5,
  HTTP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
