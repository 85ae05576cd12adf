package io.heddle.request;

import java.util.Locale;

/// The protocol in which a request came, as the log names it.
public enum ClientProtocol {
  SOCKS4,
  SOCKS5,
  HTTP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
